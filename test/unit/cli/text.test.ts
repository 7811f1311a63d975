import { describe, expect, it } from 'vitest'
import { AppError, APP_ERROR_CODES } from '../../../shared/contract/errors.ts'
import { terminalLanguage } from '../../../src-main/backend/terminal.ts'
import { exitCodeOf, failureLine } from '../../../src-main/cli/failure.ts'
import { importItems } from '../../../src-main/cli/importItems.ts'
import { oneOf, readArguments, wholeNumber } from '../../../src-main/cli/options.ts'
import { alignedTable, terminalWidth } from '../../../src-main/cli/text.ts'
import type { TablePreview } from '../../../shared/contract/import.ts'

describe('a failure on the terminal', () => {
  it.each(APP_ERROR_CODES)('%s is one line that begins with its code, in both languages', (code) => {
    for (const language of ['zh-CN', 'en'] as const) {
      const line = failureLine(new AppError(code, { file: 'a\nb.csv', line: 7 }), language)
      expect(line.startsWith(`huiliu: ${code}: `), line).toBe(true)
      expect(line).not.toContain('\n')
      expect(line).not.toMatch(/\[\[|\]\]|undefined/)
    }
  })

  it('says everything that is known, once', () => {
    const error = new AppError('file-damaged', { file: 'a.csv.gz', reason: 'truncated' })
    const line = failureLine(error, 'en')
    expect(line.match(/a\.csv\.gz/g)).toHaveLength(1)
    expect(line).toContain('truncated')
  })

  it('has exit code 2 for wrong usage and 1 for the rest', () => {
    expect(exitCodeOf(new AppError('usage'))).toBe(2)
    expect(exitCodeOf(new AppError('cancelled'))).toBe(1)
  })
})

describe('arguments', () => {
  it('that nobody knows are wrong usage', () => {
    expect(() => readArguments(['--jsn'])).toThrow(expect.objectContaining({ code: 'usage' }))
    expect(() => readArguments(['--as-of'], ['as-of'])).toThrow(expect.objectContaining({ code: 'usage' }))
    expect(readArguments(['p', '--as-of', '2011-12-09', '--json'], ['as-of']).text('as-of')).toBe(
      '2011-12-09',
    )
  })

  it.each(['0', '-1', '1.5', 'x', '', '1e3', '99999999999999999999'])('%j is no count', (text) => {
    expect(() => wholeNumber('window-days', text, 1)).toThrow(expect.objectContaining({ code: 'usage' }))
  })

  it('are one of a few words', () => {
    expect(oneOf('kind', 'contacts', ['purchases', 'contacts'])).toBe('contacts')
    expect(() => oneOf('kind', 'toString', ['purchases'])).toThrow(expect.objectContaining({ code: 'usage' }))
  })
})

describe('the language', () => {
  it('follows what was asked for, then the environment', () => {
    expect(terminalLanguage({ LANG: 'zh_CN.UTF-8' })).toBe('zh-CN')
    expect(terminalLanguage({ LANG: 'zh_CN.UTF-8', LC_ALL: 'en_US.UTF-8' })).toBe('en')
    expect(terminalLanguage({ LANG: 'zh_CN.UTF-8' }, 'en')).toBe('en')
    expect(terminalLanguage({}, 'zh')).toBe('zh-CN')
    expect(terminalLanguage({})).toBe('en')
  })
})

describe('a table on the terminal', () => {
  it('is aligned also with Han characters', () => {
    expect(terminalWidth('重要价值a')).toBe(9)
    const lines = alignedTable(
      [
        ['类型', '1'],
        ['重要价值', '1,234'],
      ],
      [1],
    ).split('\n')
    expect(lines.map(terminalWidth)).toEqual([15, 15])
    expect(alignedTable([])).toBe('')
  })
})

describe('tables of a file', () => {
  const table = (verdict: TablePreview['verdict'], sheet: string | null = null): TablePreview =>
    ({
      fileName: 'a.xlsx',
      sheet,
      verdict,
      kind: 'purchases',
      open: [{ code: 'missing-field', values: { field: 'amount' } }],
      readAs: {},
      mapping: { kind: 'purchases', columns: {} },
    }) as unknown as TablePreview
  const wish = { kind: undefined, mapping: undefined }

  it('are imported when they are ready, a dictionary beside them is passed over', () => {
    const items = importItems('t', [table('refused', 'dictionary'), table('ready', 'data')], wish)
    expect(items.map(({ sheet }) => sheet)).toEqual(['data'])
  })

  it('are refused with the evidence when they are not certain, or no data at all', () => {
    expect(() => importItems('t', [table('ready'), table('ask', 's2')], wish)).toThrow(
      expect.objectContaining({
        code: 'mapping-uncertain',
        detail: { file: 'a.xlsx', sheet: 's2', kind: 'purchases', reasons: 'missing-field (field=amount)' },
      }),
    )
    expect(() => importItems('t', [table('refused')], wish)).toThrow(
      expect.objectContaining({ code: 'not-this-kind' }),
    )
  })
})
