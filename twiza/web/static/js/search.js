// Comfort only: suggestions while one types, what was searched on this device, speech, the chosen commune. Without it, plain forms.
"use strict";
(() => {
  const form = document.querySelector("form.site-search");
  if (!form) return;
  const input = form.querySelector("input[name=q]"), said = form.dataset, language = document.documentElement.lang;
  const make = (tag, more = {}) => Object.assign(document.createElement(tag), more);

  // Kept on this device only, and nowhere at all where storage is closed.
  const kept = (name) => { try { return JSON.parse(localStorage.getItem(name)); } catch { return null; } };
  const keep = (name, value) => { try { value === null ? localStorage.removeItem(name) : localStorage.setItem(name, JSON.stringify(value)); } catch { /* closed */ } };
  const recent = () => { const list = kept("searches"); return Array.isArray(list) ? list.filter((one) => typeof one === "string").slice(0, 8) : []; };
  const room = document.querySelector("[data-recent]");
  const searched = document.querySelector("[data-searched]")?.dataset.searched;
  if (searched && !kept("searches-off")) keep("searches", [searched, ...recent().filter((one) => one !== searched)].slice(0, 8));

  // The list below the field: a combobox with a listbox; the focus stays in the field.
  const panel = make("div", { className: "suggestions", hidden: true });
  const list = make("ul", { id: "q-list", role: "listbox", ariaLabel: said.list });
  const status = make("p", { className: "visually-hidden", role: "status" });
  panel.append(list);
  form.append(panel, status);
  for (const [name, value] of Object.entries({ role: "combobox", "aria-controls": "q-list", "aria-expanded": "false", "aria-autocomplete": "list" })) input.setAttribute(name, value);
  let marked = -1, timer, asking, typed = input.value;
  const known = new Map();
  const close = () => { clearTimeout(timer); asking?.abort(); panel.hidden = true; marked = -1; input.setAttribute("aria-expanded", "false"); input.removeAttribute("aria-activedescendant"); };
  const open = () => { panel.hidden = !list.children.length; input.setAttribute("aria-expanded", String(!panel.hidden)); input.removeAttribute("aria-activedescendant"); marked = -1; };
  const take = (option) => {
    close();
    if (option.dataset.url) location.assign(option.dataset.url);
    else { input.value = option.dataset.text; form.requestSubmit(); }
  };
  const mark = (next) => {
    const options = [...list.children];
    marked = next < -1 ? options.length - 1 : next >= options.length ? -1 : next; // past the end stands what was typed
    options.forEach((one, i) => one.setAttribute("aria-selected", String(i === marked)));
    const now = options[marked];
    now ? input.setAttribute("aria-activedescendant", now.id) : input.removeAttribute("aria-activedescendant");
    input.value = now?.dataset.text ?? typed;
    now?.scrollIntoView({ block: "nearest" });
  };
  const option = (i, text, pieces, kind, url) => {
    const one = make("li", { id: `q-list-${i}`, role: "option", ariaSelected: "false" }), words = make("bdi");
    words.append(...pieces.map(([piece, hit]) => (hit ? make("mark", { textContent: piece }) : piece)));
    one.append(words);
    if (kind) one.append(" ", make("span", { className: "kind", textContent: kind }));
    one.dataset.text = text;
    if (url) one.dataset.url = url;
    one.onclick = () => take(one);
    return one;
  };
  const show = (answer) => {
    list.replaceChildren(...answer.items.map((item, i) => option(i, item.name, item.pieces, item.what, item.url)));
    status.textContent = answer.said || "";
    open();
  };
  const showRecent = () => {
    list.replaceChildren(...recent().map((text, i) => option(i, text, [[text, false]], said.before)));
    open();
  };
  const ask = async (text) => {
    if (known.has(text)) return show(known.get(text));
    asking = new AbortController();
    try {
      const answer = await fetch(`${said.suggest}?q=${encodeURIComponent(text)}`, { signal: asking.signal, headers: { Accept: "application/json" } });
      if (!answer.ok) return close();
      const found = await answer.json();
      if (known.size > 60) known.clear();
      known.set(text, found);
      if (document.activeElement === input && input.value.trim() === text) show(found);
    } catch { /* aborted, or no network: the form still works */ }
  };
  input.addEventListener("input", () => {
    clearTimeout(timer);
    asking?.abort();
    typed = input.value;
    const text = typed.trim();
    if (!text) return showRecent();
    timer = setTimeout(ask, 120, text.slice(0, 100));
  });
  input.addEventListener("focus", () => { if (!input.value.trim()) showRecent(); });
  input.addEventListener("keydown", (e) => {
    if (e.isComposing) return;
    if (e.key === "ArrowDown" || e.key === "ArrowUp") {
      if (panel.hidden) { const text = input.value.trim(); return text ? void ask(text.slice(0, 100)) : showRecent(); }
      e.preventDefault();
      mark(marked + (e.key === "ArrowDown" ? 1 : -1));
    } else if (e.key === "Enter" && !panel.hidden && marked >= 0) { e.preventDefault(); take(list.children[marked]); }
    else if (e.key === "Escape" && !panel.hidden) { e.preventDefault(); input.value = typed; close(); }
    else if (e.key === "Tab") close();
  });
  panel.addEventListener("pointerdown", (e) => { if (e.pointerType === "mouse") e.preventDefault(); }); // the field keeps the focus
  document.addEventListener("pointerdown", (e) => { if (!form.contains(e.target)) close(); });
  form.addEventListener("focusout", (e) => { if (e.relatedTarget && !form.contains(e.relatedTarget)) close(); });
  form.addEventListener("submit", close);

  // What was searched on this device, where the search page shows it: to go back to, to clear, to stop keeping.
  const draw = () => {
    const off = Boolean(kept("searches-off")), before = recent();
    room.hidden = false;
    room.querySelector("ul").replaceChildren(...before.map((text) => { const li = make("li"), a = make("a", { className: "chip", href: `${form.action}?q=${encodeURIComponent(text)}` }); a.append(make("bdi", { textContent: text })); li.append(a); return li; }));
    room.querySelector("[data-none]").hidden = before.length > 0 || off;
    room.querySelector("[data-clear]").hidden = !before.length;
    room.querySelector("[data-off]").checked = !off;
  };
  if (room) {
    room.querySelector("[data-clear]").addEventListener("click", () => { keep("searches", null); draw(); });
    room.querySelector("[data-off]").addEventListener("change", (e) => { keep("searches-off", e.target.checked ? null : true); if (!e.target.checked) keep("searches", null); draw(); });
    draw();
  }

  // Near me: the commune that was chosen here is offered again, and forgotten where it is taken off.
  const near = document.querySelector("[data-near]"), again = document.querySelector("[data-near-again]"), place = kept("near");
  if (near) keep("near", { code: near.dataset.near, name: near.dataset.name });
  near?.addEventListener("click", () => keep("near", null));
  if (again && typeof place?.code === "string" && typeof place?.name === "string") {
    const address = new URL(location.href);
    address.searchParams.set("near", place.code);
    address.searchParams.delete("after");
    again.href = address.pathname + address.search;
    again.querySelector("bdi").textContent = place.name;
    again.closest("li").hidden = false;
  }

  // Speech, where the browser has it.
  const Speech = window.SpeechRecognition || window.webkitSpeechRecognition, button = form.querySelector("[data-speak]");
  if (Speech && button) {
    let hearing = null;
    button.hidden = false;
    const note = (text) => { button.nextElementSibling.textContent = text; button.nextElementSibling.hidden = !text; };
    button.addEventListener("click", () => {
      if (hearing) return hearing.stop();
      hearing = Object.assign(new Speech(), { lang: { ar: "ar-MA", fr: "fr-FR", en: "en-GB" }[language] || "ar-MA", interimResults: true });
      let heard = "";
      hearing.onresult = (e) => { heard = [...e.results].map((one) => one[0].transcript).join(" ").trim(); typed = input.value = heard; };
      hearing.onerror = () => { heard = ""; };
      hearing.onend = () => { hearing = null; button.setAttribute("aria-pressed", "false"); note(heard ? "" : said.unheard); if (heard) form.requestSubmit(); };
      close();
      note(said.listening);
      button.setAttribute("aria-pressed", "true");
      try { hearing.start(); } catch { hearing.onend(); }
    });
  }
})();
