"use strict";
(() => {
  const byId = (id) => document.getElementById(id);
  const body = document.body;
  const list = (selector, of = document) => [...of.querySelectorAll(selector)];
  // Nothing is looked for until somebody asks: the page opens as it was written.
  const once = (make) => { let made; return () => made ??= make(); };
  const changes = once(() => list("li.change"));
  const services = once(() => list("details.service"));
  let texts = null;
  // Texts are read when somebody searches, so that a large page opens at once.
  const search = () => {
    const words = byId("search").value.toLowerCase().split(/\s+/).filter(Boolean);
    if (words.length && !texts) {
      texts = changes().map((node) => (
        node.closest("details.service").querySelector("summary").textContent + " "
        + node.closest("details.section").querySelector("summary").textContent + " "
        + node.textContent).toLowerCase());
    }
    if (texts) {
      changes().forEach((node, index) => {
        node.hidden = !words.every((word) => texts[index].includes(word));
      });
    }
    return words;
  };
  const filter = () => {
    const words = search();
    const breaking = byId("breaking").checked;
    body.classList.toggle("quiet", !byId("documentation").checked);
    body.classList.toggle("breaking", breaking);
    let shown = 0;
    const visible = (node) => !node.hidden
      && (byId("documentation").checked || !node.classList.contains("documentation"))
      && (!breaking || node.classList.contains("wire-breaks") || node.classList.contains("rust-breaks"));
    const alive = new Set();
    for (const node of changes()) {
      if (!visible(node)) continue;
      shown += 1;
      alive.add(node.parentNode.parentNode).add(node.parentNode.parentNode.parentNode);
    }
    if (texts) {
      for (const group of list("details.section")) group.hidden = !alive.has(group);
    }
    for (const service of services()) {
      service.hidden = (words.length > 0 || breaking) && !alive.has(service);
    }
    byId("shown").textContent = `${shown} of ${changes().length} changes`;
  };
  const fold = (open) => () => {
    for (const node of list("main details.service, main details.section")) node.open = open;
  };
  const reveal = () => {
    const node = location.hash.length > 1 ? byId(decodeURIComponent(location.hash.slice(1))) : null;
    if (!node) return;
    const change = node.closest("li.change");
    if (change && change.classList.contains("documentation")) byId("documentation").checked = true;
    if (change) {
      byId("breaking").checked = false;
      byId("search").value = "";
    }
    filter();
    for (let at = node.closest("details"); at; at = at.parentElement.closest("details")) at.open = true;
    node.scrollIntoView({ block: change ? "center" : "start" });
  };
  // From one change to the next.
  let at = -1;
  const move = (step) => {
    const all = changes();
    for (let next = at + step; next >= 0 && next < all.length; next += step) {
      if (!all[next].checkVisibility()) continue;
      if (at >= 0) all[at].classList.remove("at");
      at = next;
      all[at].classList.add("at");
      all[at].querySelector(".mark").focus({ preventScroll: true });
      all[at].scrollIntoView({ block: "center" });
      return;
    }
  };
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.matches("input[type=search]")) {
      if (event.key === "Escape") { event.target.value = ""; filter(); event.target.blur(); }
      return;
    }
    const keys = {
      "/": () => byId("search").focus(),
      j: () => move(1),
      k: () => move(-1),
      b: () => { byId("breaking").checked = !byId("breaking").checked; filter(); },
    };
    if (keys[event.key]) { event.preventDefault(); keys[event.key](); }
  });
  // What is folded is not printed.
  let folded = [];
  addEventListener("beforeprint", () => {
    folded = list("main details:not([open])");
    for (const node of folded) node.open = true;
  });
  addEventListener("afterprint", () => {
    for (const node of folded) node.open = false;
  });
  byId("filter").addEventListener("input", filter);
  byId("filter").addEventListener("submit", (event) => event.preventDefault());
  byId("unfold").addEventListener("click", fold(true));
  byId("fold").addEventListener("click", fold(false));
  addEventListener("hashchange", reveal);
  // A browser keeps what was set when a page is loaded again.
  if (byId("search").value || byId("breaking").checked || byId("documentation").checked) filter();
  reveal();
})();
