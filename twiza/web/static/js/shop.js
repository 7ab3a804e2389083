// The delivery step: the total follows the choice. The server computes it again; without this file it says so a step later.
"use strict";

const form = document.querySelector("form[data-totals]");
const cell = (name) => document.querySelector(`[data-sum="${name}"] bdi`);
if (form && cell("total")) {
  const language = document.documentElement.lang;
  const locale = { ar: "ar-MA-u-nu-latn", fr: "fr-MA", en: "en-GB" }[language] || "fr-MA";
  const write = (centimes) => new Intl.NumberFormat(locale, { minimumFractionDigits: centimes % 100 ? 2 : 0, maximumFractionDigits: 2 }).format(centimes / 100);
  const sum = (name) => [...form.querySelectorAll("input:checked")].reduce((all, input) => all + Number(input.dataset[name] || 0), 0);
  const goods = Number(form.dataset.totals);
  form.addEventListener("change", () => {
    const fee = sum("fee"), cash = sum("cash");
    cell("fee").textContent = write(fee);
    cell("cash").textContent = write(cash);
    cell("total").textContent = write(goods + fee + cash);
  });
}
