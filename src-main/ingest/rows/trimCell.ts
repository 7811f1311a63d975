const TAB = 9

/** First position of a cell that is not blank: ASCII blanks and controls, NBSP, U+2000.., U+3000, BOM. */
export function trimmedStart(bytes: Uint8Array, start: number, end: number): number {
  let p = start
  while (p < end) {
    const c = bytes[p]!
    if (c <= 32) p++
    else if (c === 0xc2 && bytes[p + 1] === 0xa0) p += 2
    else if (c >= 0xe2 && isWideBlank(bytes, p, end)) p += 3
    else break
  }
  return p < end ? p : end
}

/** The position behind the last one that is not blank. */
export function trimmedEnd(bytes: Uint8Array, start: number, end: number): number {
  let p = end
  while (p > start) {
    const c = bytes[p - 1]!
    if (c <= 32) p--
    else if (c === 0xa0 && p - 2 >= start && bytes[p - 2] === 0xc2) p -= 2
    else if (c >= 0x80 && p - 3 >= start && isWideBlank(bytes, p - 3, end)) p -= 3
    else break
  }
  return p
}

/** Whether a range of bytes holds nothing but blanks. */
export function isBlank(bytes: Uint8Array, start: number, end: number): boolean {
  return trimmedStart(bytes, start, end) >= end
}

/** Whether a cell was protected by a leading TAB. */
export function startsWithTab(bytes: Uint8Array, start: number, end: number): boolean {
  return start < end && bytes[start] === TAB
}

function isWideBlank(bytes: Uint8Array, p: number, end: number): boolean {
  if (p + 3 > end) return false
  const a = bytes[p]!
  const b = bytes[p + 1]!
  const c = bytes[p + 2]!
  if (a === 0xe3) return b === 0x80 && c === 0x80
  if (a === 0xef) return b === 0xbb && c === 0xbf
  return a === 0xe2 && b === 0x80 && ((c >= 0x80 && c <= 0x8d) || c === 0xaf)
}
