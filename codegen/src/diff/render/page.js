"use strict";
(() => {
  const byId = (id) => document.getElementById(id);
  const body = document.body;
  const list = (selector, of = document) => [...of.querySelectorAll(selector)];
  // Nothing is looked for until somebody asks: the page opens as it was written.
  let known = null;
  let texts = null;
  const changes = () => known ??= list("li.change");
  const services = () => list("details.service");
  // Most of a large page is text in `noscript` until it is made elements of: "later" is what is shown at
  // first, "texts" what is shown when asked for.
  const build = (piece) => {
    const made = document.createElement("template");
    made.innerHTML = piece.textContent;
    piece.replaceWith(made.content);
    known = texts = null;
  };
  const whole = () => {
    list("noscript.later").forEach(build);
    if (byId("documentation").checked) list("noscript.texts").forEach(build);
  };
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
    whole();
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
    byId("shown").textContent = `${shown} of ${byId("shown").dataset.all} changes`;
  };
  const fold = (open) => () => {
    whole();
    for (const node of list("main details.service, main details.section")) node.open = open;
  };
  const reveal = () => {
    const id = location.hash.slice(1);
    if (!id) return;
    if (!byId(id)) list("noscript").filter((it) => it.textContent.includes(` id="${id}"`)).forEach(build);
    const node = byId(id);
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
  let at = null;
  const move = (step) => {
    whole();
    const all = changes();
    let next = at ? all.indexOf(at) + step : Math.max(step - 1, -1);
    while (next >= 0 && next < all.length && !all[next].checkVisibility()) next += step;
    if (next < 0 || next >= all.length) return;
    at?.classList.remove("at");
    at = all[next];
    at.classList.add("at");
    at.querySelector(".mark").focus({ preventScroll: true });
    at.scrollIntoView({ block: "center" });
  };
  addEventListener("keydown", (event) => {
    // What a browser finds, selects and goes to is what there is.
    if (event.key === "F3" || ((event.ctrlKey || event.metaKey) && "fgas".includes(event.key))) whole();
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
    whole();
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
  // The rest of a large page, while there is nothing else to do.
  const rest = list("noscript.later").reverse();
  const when = window.requestIdleCallback ?? ((work) => setTimeout(work, 20));
  const grow = (idle) => {
    do {
      const piece = rest.pop();
      if (piece?.isConnected) build(piece);
    } while (rest.length && idle?.timeRemaining() > 5);
    if (rest.length) when(grow);
  };
  addEventListener("load", () => when(grow));
  reveal();
})();
