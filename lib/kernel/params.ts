/**
 * Parameters of a message for one reader: where a name was given in both languages, as `school` and `schoolEn`, the English one
 * stands in for the other on English pages.
 */
export function paramsFor<Value>(locale: string, params: Record<string, Value>): Record<string, Value> {
  if (locale !== "en") return params;
  return Object.fromEntries(Object.entries(params).map(([key, value]) => [key, params[`${key}En`] ?? value]));
}
