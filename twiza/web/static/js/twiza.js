// Comfort only: every page works without this file.
"use strict";

// Basket count and name, which cached pages don't carry.
const count = document.querySelector("[data-basket-count]");
function refreshMe() {
  if (!count) return;
  fetch(count.dataset.url, { headers: { Accept: "application/json" } })
    .then((r) => r.json())
    .then((me) => {
      count.textContent = me.basket;
      count.hidden = !me.basket;
      const name = document.querySelector("[data-me-name]");
      if (name && me.name) name.textContent = me.name;
    })
    .catch(() => {});
}
refreshMe();

// Light or dark, kept on this device.
document.querySelectorAll("[data-theme-switch]").forEach((button) =>
  button.addEventListener("click", () => {
    const root = document.documentElement;
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
    try { localStorage.setItem("theme", root.dataset.theme); } catch { /* storage may be closed */ }
  }),
);

// One press, one form: a second click while it is on its way does nothing.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.sent) return event.preventDefault();
  if (form.method === "post") {
    form.dataset.sent = "1";
    setTimeout(() => delete form.dataset.sent, 4000);
  }
});
addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach((f) => delete f.dataset.sent));

// Menus close by Escape or a click elsewhere.
document.addEventListener("click", (e) => document.querySelectorAll("details.menu[open]").forEach((m) => m.contains(e.target) || m.removeAttribute("open")));
document.addEventListener("keydown", (e) => {
  if (e.key === "Escape") document.querySelectorAll("details.menu[open]").forEach((m) => { m.removeAttribute("open"); m.querySelector("summary").focus(); });
});

// Suggestions under a field: communes by what is typed.
document.querySelectorAll("input[data-suggest]").forEach((input) => {
  const list = document.createElement("ul");
  list.className = "suggestions";
  list.role = "listbox";
  list.id = input.id + "-list";
  list.hidden = true;
  input.closest(".suggesting").append(list);
  Object.entries({ role: "combobox", "aria-controls": list.id, "aria-expanded": "false", "aria-autocomplete": "list" }).forEach(([k, v]) => input.setAttribute(k, v));
  let chosen = -1, timer;
  const close = () => { list.hidden = true; chosen = -1; input.setAttribute("aria-expanded", "false"); input.removeAttribute("aria-activedescendant"); };
  const take = (option) => { input.value = option.dataset.value; close(); input.dispatchEvent(new Event("change", { bubbles: true })); };
  const mark = (i) => {
    const options = [...list.children];
    chosen = (i + options.length) % options.length;
    options.forEach((o, k) => o.setAttribute("aria-selected", k === chosen));
    input.setAttribute("aria-activedescendant", options[chosen].id);
  };
  input.addEventListener("input", () => {
    clearTimeout(timer);
    if (input.value.trim().length < 2) return close();
    timer = setTimeout(async () => {
      const language = document.documentElement.lang;
      const answer = await fetch(`/${language}/suggest/${input.dataset.suggest}?q=${encodeURIComponent(input.value)}`).then((r) => r.json()).catch(() => ({ items: [] }));
      list.replaceChildren(...answer.items.map((item, i) => Object.assign(document.createElement("li"), { id: `${list.id}-${i}`, role: "option", textContent: item.name, onclick() { take(this); } })));
      [...list.children].forEach((o, i) => { o.dataset.value = answer.items[i].name; o.setAttribute("aria-selected", "false"); });
      list.hidden = !answer.items.length;
      input.setAttribute("aria-expanded", String(!list.hidden));
    }, 150);
  });
  input.addEventListener("keydown", (e) => {
    if (list.hidden) return;
    if (e.key === "ArrowDown") { e.preventDefault(); mark(chosen + 1); }
    else if (e.key === "ArrowUp") { e.preventDefault(); mark(chosen - 1); }
    else if (e.key === "Enter" && chosen >= 0) { e.preventDefault(); take(list.children[chosen]); }
    else if (e.key === "Escape") close();
  });
  input.addEventListener("blur", () => setTimeout(close, 200));
});
