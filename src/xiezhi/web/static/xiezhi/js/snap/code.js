/*
 * A slip in a receipt is told before it is sent, and what was typed stays: digits missing, or one wrong.
 *
 * The server answers every wrong code in the same words and shows none again. The check digit is no secret
 * (vault/rules/receipts.py).
 */
(function () {
  "use strict";

  const DIGITS = 28;
  const TABLE = [
    "0317598642", "7092154863", "4206871359", "1750983426", "6123045978",
    "3674209581", "5869720134", "8945362017", "9438617205", "2581436790",
  ];
  const input = document.querySelector("[data-receipt-code]");
  if (!input) return;
  const field = input.closest(".field");
  const note = field.querySelector("[data-error]");

  const digits = () => input.value.normalize("NFKC").replace(/[^0-9]/g, "");
  const fits = (text) => Array.from(text).reduce((state, digit) => Number(TABLE[state][digit]), 0) === 0;

  function slip() {
    const text = digits();
    if (text.length !== DIGITS) return input.dataset.wordsCount.replace("{n}", text.length);
    return fits(text) ? "" : input.dataset.wordsSlip;
  }

  function tell(words) {
    note.textContent = words;
    note.hidden = !words;
    field.classList.toggle("field--error", Boolean(words));
    if (words) input.setAttribute("aria-invalid", "true");
    else input.removeAttribute("aria-invalid");
  }

  input.addEventListener("input", () => tell(""));
  input.form.addEventListener("submit", (event) => {
    const words = slip();
    if (!words) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    tell(words);
    input.focus();
  });
})();
