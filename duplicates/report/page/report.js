"use strict";
// Sorts, filters, pages and unfolds. Text of cables is only ever moved as text or as the inert, escaped markup
// of <noscript>, and the page's policy lets no other script than this one run.
(() => {
  const PAGE = 100;
  const table = document.getElementById("groups");
  const fill = (details) => {
    const kept = details.querySelector(":scope > noscript");
    if (!kept) return;
    const box = document.createElement("template");
    box.innerHTML = kept.textContent;
    kept.replaceWith(box.content);
  };
  document.addEventListener("toggle", (event) => { if (event.target.open) fill(event.target); }, true);
  let showAll = () => {}, showPage = () => {}, reveal = () => {};
  if (table) {
    const all = [...table.tBodies];
    const by = (id) => document.getElementById(id);
    const controls = by("controls"), said = by("said"), pager = by("pager");
    let chosen = all, page = 0, waiting = 0;
    const told = (bodies) => bodies.length.toLocaleString("en");
    const text = (body) => body.plain ??= body.textContent.toLowerCase();
    showPage = () => {
      const last = Math.max(0, Math.ceil(chosen.length / PAGE) - 1);
      page = Math.min(Math.max(page, 0), last);
      table.tBodies.length && [...table.tBodies].forEach((body) => body.remove());
      table.append(...chosen.slice(page * PAGE, (page + 1) * PAGE));
      said.textContent = chosen.length === all.length ? `${told(all)} groups` : `${told(chosen)} of ${told(all)} groups`;
      by("where").textContent = `page ${page + 1} of ${last + 1}`;
      pager.hidden = last === 0;
      by("back").disabled = page === 0;
      by("on").disabled = page === last;
    };
    showAll = () => { table.append(...chosen); };
    const choose = () => {
      const kind = by("kind").value, scope = by("scope").value, forms = by("forms").value;
      const words = by("words").value.toLowerCase().split(/\s+/).filter(Boolean);
      chosen = all.filter((body) => (!kind || body.dataset.k === kind) && (!scope || body.dataset.s === scope)
        && (!forms || (forms === "in") === ("b" in body.dataset)) && words.every((word) => text(body).includes(word)));
      page = 0;
      showPage();
    };
    const later = () => { clearTimeout(waiting); waiting = setTimeout(choose, 120); };
    by("words").addEventListener("input", later);
    for (const id of ["kind", "scope", "forms"]) by(id).addEventListener("change", choose);
    by("back").addEventListener("click", () => { page -= 1; showPage(); });
    by("on").addEventListener("click", () => { page += 1; showPage(); });
    by("unfold").addEventListener("click", () => table.querySelectorAll("tbody > tr > td > details").forEach((each) => { each.open = true; }));
    by("fold").addEventListener("click", () => table.querySelectorAll("tbody > tr > td > details").forEach((each) => { each.open = false; }));
    const heads = [...table.tHead.rows[0].cells];
    heads.forEach((head, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = head.textContent;
      head.replaceChildren(button);
      button.addEventListener("click", () => {
        const first = head.classList.contains("n") ? "descending" : "ascending";
        const other = first === "ascending" ? "descending" : "ascending";
        const order = head.getAttribute("aria-sort") === first ? other : first;
        heads.forEach((each) => each.removeAttribute("aria-sort"));
        head.setAttribute("aria-sort", order);
        const sign = order === "ascending" ? 1 : -1;
        const key = (body) => { const cell = body.rows[0].cells[column]; return cell.dataset.v ?? cell.textContent; };
        const numbers = head.classList.contains("n");
        const keyed = all.map((body) => [numbers ? parseFloat(key(body)) : key(body), body]);
        keyed.sort(([a], [b]) => sign * (a < b ? -1 : a > b ? 1 : 0));
        keyed.forEach(([, body], place) => { all[place] = body; });
        choose();
      });
    });
    reveal = () => {
      const id = decodeURIComponent(location.hash.slice(1));
      const body = all.find((each) => each.id === id);
      if (!body) return;
      if (!chosen.includes(body)) {
        for (const each of ["words", "kind", "scope", "forms"]) by(each).value = "";
        chosen = all;
      }
      page = Math.floor(chosen.indexOf(body) / PAGE);
      showPage();
      const details = body.querySelector("details");
      details.open = true;
      body.scrollIntoView();
      details.querySelector("summary").focus();
    };
    controls.hidden = false;
    showPage();
    addEventListener("hashchange", reveal);
    reveal();
  }
  let opened = [];
  addEventListener("beforeprint", () => {
    showAll();
    document.querySelectorAll("details").forEach(fill);
    opened = [...document.querySelectorAll("details:not([open], .figures)")];
    opened.forEach((each) => { each.open = true; });
  });
  addEventListener("afterprint", () => { opened.forEach((each) => { each.open = false; }); opened = []; showPage(); });
  document.documentElement.dataset.ready = "";
})();
