const WIDE = /[\u2E80-\u9FFF\uF900-\uFAFF\uFF00-\uFF60]/

/** About how wide a text is drawn; a little more rather than less. Han are square, digits and Latin a good half. */
export function textWidth(text: string, fontPx: number): number {
  let em = 0
  for (const sign of text) em += WIDE.test(sign) ? 1 : 0.58
  return em * fontPx
}
