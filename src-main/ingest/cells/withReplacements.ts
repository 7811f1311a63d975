import { isUtf8 } from 'node:buffer'

/** The same cells with U+FFFD for what is not UTF-8, and how many cells that concerned. */
export function withReplacements(
  bytes: Uint8Array<ArrayBuffer>,
  ends: Uint32Array<ArrayBuffer>,
): { bytes: Uint8Array<ArrayBuffer>; ends: Uint32Array<ArrayBuffer>; nCells: number } {
  const parts: Uint8Array[] = []
  const newEnds = new Uint32Array(ends.length)
  let nCells = 0
  let start = 0
  let length = 0
  for (let cell = 0; cell < ends.length; cell++) {
    const end = ends[cell] ?? start
    let part: Uint8Array = bytes.subarray(start, end)
    if (!isUtf8(part)) {
      part = Buffer.from(Buffer.from(part).toString('utf8'), 'utf8')
      nCells++
    }
    parts.push(part)
    length += part.length
    newEnds[cell] = length
    start = end
  }
  const all = new Uint8Array(length)
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return { bytes: all, ends: newEnds, nCells }
}
