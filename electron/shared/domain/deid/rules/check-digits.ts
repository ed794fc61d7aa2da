/** The Luhn sum of a payment card (ISO/IEC 7812-1). */
export function isCardNumber(found: string): boolean {
  const digits = found.replace(/\D/g, "");
  if (digits.length < 12 || digits.length > 19) return false;
  let sum = 0;
  for (let i = 0; i < digits.length; i += 1) {
    const digit = Number(digits[digits.length - 1 - i]);
    const doubled = i % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

/** An address of IPv4, each part at most 255. */
export function isIpv4(found: string): boolean {
  return found.split(".").every((part) => Number(part) <= 255);
}

/** The name of a month in English, French or Swahili, whole or cut to three letters and more. */
export const MONTH =
  "(?:jan(?:uary|vier|uari)?|feb(?:ruary|ruari)?|f[ée]v(?:rier)?|mar(?:ch|s)?|machi|apr(?:il|ili)?|avr(?:il)?|may|mai|mei|june?|juin|juni|july?|juil(?:let)?|julai|aug(?:ust)?|agosti|ao[uû]t|sept?(?:ember|embre|emba)?|oct(?:ober|obre)?|oktoba|nov(?:ember|embre|emba)?|dec(?:ember)?|d[ée]c(?:embre)?|desemba)\\.?";
