export type Encoding = 'utf-8' | 'utf-8-bom' | 'gbk' | 'utf-16le' | 'utf-16be' | 'windows-1252'

let gbkTable: Map<string, Buffer> | null = null

/** The platform decodes GBK and does not encode it: the table is turned round. */
function gbk(): Map<string, Buffer> {
  if (gbkTable !== null) return gbkTable
  const decoder = new TextDecoder('gbk')
  gbkTable = new Map()
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      if (trail === 0x7f) continue
      const pair = Buffer.from([lead, trail])
      const char = decoder.decode(pair)
      if ([...char].length === 1 && char !== '\ufffd' && !gbkTable.has(char)) gbkTable.set(char, pair)
    }
  }
  return gbkTable
}

export function encode(text: string, encoding: Encoding): Buffer {
  if (encoding === 'utf-8') return Buffer.from(text)
  if (encoding === 'utf-8-bom') return Buffer.from(`\ufeff${text}`)
  if (encoding === 'utf-16le') return Buffer.from(`\ufeff${text}`, 'utf16le')
  if (encoding === 'utf-16be') return Buffer.from(`\ufeff${text}`, 'utf16le').swap16()
  if (encoding === 'windows-1252') return Buffer.from(text, 'latin1')
  const table = gbk()
  return Buffer.concat(
    [...text].map((char) =>
      char.charCodeAt(0) < 0x80 ? Buffer.from(char) : (table.get(char) ?? Buffer.from('?')),
    ),
  )
}
