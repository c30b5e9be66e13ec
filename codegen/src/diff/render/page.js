"use strict";
(() => {
  const byId = (id) => document.getElementById(id);
  const changes = [...document.querySelectorAll("li")].map((node) => ({
    node,
    text: (node.closest("details.service").querySelector("summary").textContent + " "
      + node.closest("details").querySelector("summary").textContent + " "
      + node.textContent).toLowerCase(),
  }));
  const groups = [...document.querySelectorAll("details.section")];
  const services = [...document.querySelectorAll("details.service")];
  const filter = () => {
    const words = byId("search").value.toLowerCase().split(/\s+/).filter(Boolean);
    const breaking = byId("breaking").checked;
    const documentation = byId("documentation").checked;
    let shown = 0;
    for (const { node, text } of changes) {
      const show = words.every((word) => text.includes(word))
        && (!breaking || node.matches(".wire-breaks, .rust-breaks"))
        && (documentation || !node.matches(".documentation"));
      node.hidden = !show;
      shown += show ? 1 : 0;
    }
    for (const group of groups) {
      group.hidden = !group.querySelector("li:not([hidden])");
    }
    const searching = words.length > 0 || breaking;
    for (const service of services) {
      const any = service.querySelector("li:not([hidden])");
      const whole = !service.querySelector("li");
      const named = words.every((word) => service.textContent.toLowerCase().includes(word));
      service.hidden = searching && !any && !(whole && named && !breaking);
    }
    byId("shown").textContent = `${shown} of ${changes.length} changes`;
  };
  const fold = (open) => () => {
    for (const node of document.querySelectorAll("main details")) node.open = open;
  };
  const reveal = () => {
    const node = location.hash ? byId(location.hash.slice(1)) : null;
    if (!node) return;
    if (node.matches(".documentation")) byId("documentation").checked = true;
    filter();
    for (let at = node.closest("details"); at; at = at.parentElement.closest("details")) at.open = true;
    node.scrollIntoView({ block: "center" });
  };
  byId("filter").addEventListener("input", filter);
  byId("filter").addEventListener("submit", (event) => event.preventDefault());
  byId("unfold").addEventListener("click", fold(true));
  byId("fold").addEventListener("click", fold(false));
  addEventListener("hashchange", reveal);
  filter();
  reveal();
})();
