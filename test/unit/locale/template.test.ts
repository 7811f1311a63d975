import { describe, expect, it } from 'vitest'
import { fill, fillParts, slotsOf } from '../../../src-renderer/locale/template.ts'
import { messageParts, translator } from '../../../src-renderer/locale/t.ts'

describe('a message', () => {
  it('is filled with formatted values', () => {
    expect(fill('{from}–{to} of {total}', { from: '1', to: '8', total: '538' })).toBe('1–8 of 538')
  })

  it('agrees its words with the value', () => {
    const message = '{n} {n#customer|customers}'
    expect([fill(message, { n: '1' }), fill(message, { n: '0' }), fill(message, { n: '1,204' })]).toEqual([
      '1 customer',
      '0 customers',
      '1,204 customers',
    ])
  })

  it('leaves out an optional part whose value is missing', () => {
    const message = 'File [["{file}"]] is damaged[[, at {place}]].'
    expect(fill(message, { file: 'a.csv', place: 'line 3' })).toBe('File "a.csv" is damaged, at line 3.')
    expect(fill(message, { file: 'a.csv' })).toBe('File "a.csv" is damaged.')
  })

  it('keeps a slot visible when its value is missing outside of an optional part', () => {
    expect(fill('{n} rows', {})).toBe('{n} rows')
  })

  it('does not fill slots that came with a value', () => {
    expect(fill('{a} and {b}', { a: '{b}', b: 'x' })).toBe('{b} and x')
  })

  it('names its slots once, in order', () => {
    expect(slotsOf('{n} {n#row|rows} of [[{file}]]')).toEqual(['n', 'file'])
  })

  it('comes in pieces for values that are not texts', () => {
    const parts = fillParts('{n} {n#row|rows} left', { n: { text: '1' } }, (value) => value.text)
    expect(parts).toEqual([{ text: '1' }, ' ', 'row', ' left'])
  })
})

describe('Chinese messages', () => {
  it('have no space between two Han characters where a value ends in a unit', () => {
    const t = translator('zh-CN')
    expect(t('common.jobRows', { n: '312 万' })).toBe('已处理 312 万行')
    expect(t('common.jobRows', { n: '9,640' })).toBe('已处理 9,640 行')
  })

  it('have none in pieces either', () => {
    const text = (value: { text: string }) => value.text
    const joined = (n: string) =>
      messageParts('zh-CN', 'common.jobRows', { n: { text: n } }, text)
        .map((part) => (typeof part === 'string' ? part : part.text))
        .join('')
    expect([joined('312 万'), joined('9,640')]).toEqual(['已处理 312 万行', '已处理 9,640 行'])
  })
})
