import { describe, expect, it } from 'vitest'
import { knownEncoding } from '../../../src-main/ingest/decode/labels.ts'
import { utf8Stream } from '../../../src-main/ingest/decode/utf8Stream.ts'

function decoded(encoding: string, bytes: Uint8Array, size: number, rewrite: string | null = null) {
  const stream = utf8Stream(encoding, rewrite, 0x1f)
  const parts: Buffer[] = []
  for (let from = 0; from < bytes.length; from += size) {
    parts.push(Buffer.from(stream.push(bytes.slice(from, from + size))))
  }
  parts.push(Buffer.from(stream.finish()))
  return { text: Buffer.concat(parts).toString('utf8'), replacedAt: [...stream.replacedAt] }
}

// 订单,中文\nabc\n€ in GB18030
const GB = Uint8Array.of(
  ...[0xb6, 0xa9, 0xb5, 0xa5, 0x2c, 0xd6, 0xd0, 0xce, 0xc4, 0x0a, 0x61, 0x62, 0x63, 0x0a, 0xa2, 0xe3, 0x0a],
)

describe('bytes of any encoding', () => {
  it('become the same UTF-8 however they are cut', () => {
    const big5 = Uint8Array.of(0xad, 0x71, 0xb3, 0xe6, 0x0a, 0x61)
    const sjis = Uint8Array.of(0x93, 0xfa, 0x96, 0x7b, 0x0a, 0x31)
    const utf16le = new Uint8Array(Buffer.from('\ufeff订单\na😀', 'utf16le'))
    for (let size = 1; size <= 18; size++) {
      expect(decoded('gbk', GB, size)).toEqual({ text: '订单,中文\nabc\n€\n', replacedAt: [] })
      expect(decoded('big5', big5, size).text).toBe('訂單\na')
      expect(decoded('shift_jis', sjis, size).text).toBe('日本\n1')
      expect(decoded('utf-16le', utf16le, size).text).toBe('订单\na😀')
      expect(decoded('utf-8', Buffer.from('订单,é😀\nx'), size)).toEqual({
        text: '订单,é😀\nx',
        replacedAt: [],
      })
      expect(decoded('windows-1252', Uint8Array.of(0x80, 0x41, 0xe9, 0x0a, 0x42), size).text).toBe('€Aé\nB')
    }
  })

  it('have invalid sequences replaced, with their places told', () => {
    const broken = Uint8Array.of(0x61, 0x0a, 0x62, 0xff, 0x0a, 0xe4, 0xb8, 0xad, 0x0a, 0xe4, 0xb8)
    for (let size = 1; size <= broken.length; size++) {
      expect(decoded('utf-8', broken, size)).toEqual({ text: 'a\nb\ufffd\n中\n\ufffd', replacedAt: [3, 11] })
    }
    for (let size = 1; size <= 5; size++) {
      expect(decoded('gb18030', Uint8Array.of(0x61, 0x0a, 0xff, 0x0a, 0xd6), size)).toEqual({
        text: 'a\n\ufffd\n\ufffd',
        replacedAt: [2, 6],
      })
    }
  })

  it('do not count replacement characters that the file itself holds', () => {
    expect(decoded('utf-8', Buffer.from('a\ufffdb\n'), 64).replacedAt).toEqual([])
  })

  it('get a delimiter of one byte for one of several', () => {
    for (let size = 1; size <= 9; size++) {
      expect(decoded('utf-8', Buffer.from('a::b::c\n1::2'), size, '::').text).toBe(
        'a\u001fb\u001fc\n1\u001f2',
      )
      expect(decoded('gbk', Uint8Array.of(0x61, 0xa3, 0xac, 0x62, 0x0a), size, '，').text).toBe('a\u001fb\n')
    }
  })

  it('are refused when nobody knows the encoding', () => {
    expect(() => knownEncoding('ebcdic-37')).toThrow(expect.objectContaining({ code: 'encoding-unknown' }))
    expect(knownEncoding('CP936').name).toBe('gb18030')
    expect(knownEncoding('UTF-8-BOM').isUtf8).toBe(true)
  })
})
