// The delivery step: the total follows the choices. The server computes it again; without this file it says so a step later.
"use strict";

const form = document.querySelector("form[data-totals]");
const cell = (name) => document.querySelector(`[data-sum="${name}"] bdi`);
if (form && cell("total")) {
  const language = document.documentElement.lang;
  const locale = { ar: "ar-MA-u-nu-latn", fr: "fr-MA", en: "en-GB" }[language] || "fr-MA";
  const write = (centimes) => new Intl.NumberFormat(locale, { minimumFractionDigits: centimes % 100 ? 2 : 0, maximumFractionDigits: 2 }).format(centimes / 100);
  const goods = Number(form.dataset.totals);
  const whole = () => form.querySelector("input[name=pay]:checked")?.value || "cash";
  const pays = (part) => form.querySelector(`select[data-pays="${part}"]`)?.value || whole();
  form.addEventListener("change", () => {
    let fee = 0, cash = 0;
    for (const part of form.querySelectorAll("[data-part]")) {
      const way = part.querySelector("input:checked");
      fee += Number(way?.dataset.fee || 0);
      if (pays(part.dataset.part) === "cash") cash += Number(way?.dataset.cash || 0);
    }
    cell("fee").textContent = write(fee);
    cell("cash").textContent = write(cash);
    cell("total").textContent = write(goods + fee + cash);
  });
}
