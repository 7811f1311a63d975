import { describe, expect, it } from 'vitest'
import { REJECT_CODES, TREATMENT_CODES } from '../../../shared/contract/batch.ts'
import { APP_ERROR_CODES, type AppErrorCode } from '../../../shared/contract/errors.ts'
import { EVIDENCE_CODES } from '../../../shared/contract/import.ts'
import { BEHAVIOUR_NAMES, FIELDS, FILE_KINDS } from '../../../shared/contract/mapping.ts'
import {
  behaviourText,
  delimiterText,
  evidenceText,
  fieldText,
  kindText,
  lintText,
  rejectText,
  treatmentText,
  warningText,
} from '../../../src-renderer/locale/codeText.ts'
import * as codesEn from '../../../src-renderer/locale/en/codes.ts'
import { errors as errorsEn } from '../../../src-renderer/locale/en/errors.ts'
import { errorText } from '../../../src-renderer/locale/errorText.ts'
import { slotsOf } from '../../../src-renderer/locale/template.ts'
import * as codesZh from '../../../src-renderer/locale/zh/codes.ts'
import { errors as errorsZh } from '../../../src-renderer/locale/zh/errors.ts'
import { createFormat } from '../../../src-renderer/ui/format.ts'

const zh = createFormat({ language: 'zh-CN', currency: 'CNY', compact: true })
const en = createFormat({ language: 'en', currency: 'CNY', compact: true })
const LANGUAGES = ['zh-CN', 'en'] as const
const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
const slots = (message: string) => slotsOf(message).sort(byText)

describe('every failure', () => {
  it.each(APP_ERROR_CODES)(
    '%s has a sentence and a remedy in both languages, also without details',
    (code) => {
      for (const format of [zh, en]) {
        const { sentence, remedy } = errorText({ code, detail: {} }, format)
        for (const text of [sentence, remedy]) {
          expect(text).not.toMatch(/[{}[\]]|  |，，|undefined/)
          expect(text.length).toBeGreaterThan(2)
        }
        expect(sentence).toMatch(/[。.]$/)
      }
    },
  )

  it('names the same values in both languages', () => {
    for (const code of Object.keys(errorsZh) as AppErrorCode[]) {
      expect(slots(errorsEn[code].join(' ')), code).toEqual(slots(errorsZh[code].join(' ')))
    }
  })

  it('shows its details formatted by the unit in their name', () => {
    const detail = { file: 'orders.csv.gz', limitBytes: 2_000_000_000 }
    expect(errorText({ code: 'archive-too-large', detail }, zh).sentence).toBe(
      '文件「orders.csv.gz」解压后过大（上限 2.00 GB），已停止读取。',
    )
    expect(errorText({ code: 'archive-too-large', detail }, en).sentence).toBe(
      'File "orders.csv.gz" unpacks to too much (limit 2.00 GB); reading has stopped.',
    )
  })
})

describe('codes of import, rules and quality', () => {
  it('have the same values in both languages', () => {
    for (const table of [
      'treatments',
      'evidence',
      'lint',
      'warnings',
      'rejects',
      'kinds',
      'fields',
    ] as const) {
      const [own, other] = [codesZh[table], codesEn[table]] as [
        Record<string, string>,
        Record<string, string>,
      ]
      expect(Object.keys(other).sort(byText)).toEqual(Object.keys(own).sort(byText))
      for (const [code, message] of Object.entries(own)) {
        expect(slots(other[code] ?? ''), `${table} ${code}`).toEqual(slots(message))
      }
    }
  })

  it('cover every reject, treatment, evidence, kind and field', () => {
    for (const language of LANGUAGES) {
      for (const code of REJECT_CODES) expect(rejectText(code, language)).not.toBe('')
      for (const kind of FILE_KINDS) {
        expect(kindText(kind, language)).not.toBe('')
        for (const field of FIELDS[kind]) {
          if (language === 'zh-CN') expect(fieldText(field, language)).toMatch(/\p{Script=Han}/u)
        }
      }
    }
    for (const code of TREATMENT_CODES) expect(treatmentText(code, 3, zh)).toContain('3')
    for (const code of EVIDENCE_CODES) expect(evidenceText({ code, values: {} }, en)).not.toBe('')
  })

  it('say fields, kinds and delimiters in words', () => {
    expect(evidenceText({ code: 'missing-field', values: { field: 'customer' } }, zh)).toBe('缺少「客户」')
    expect(evidenceText({ code: 'kind-fields', values: { fields: 'customer, time, amount' } }, zh)).toBe(
      '有这类数据的列：客户、时间、金额',
    )
    expect(evidenceText({ code: 'kind-uncertain', values: { kind: 'contacts' } }, en)).toBe(
      'it looks like contacts, but not for certain',
    )
    const tab = { delimiter: '\t', fields: 8, rows: 1000, sharePercent: 99.7 }
    expect(evidenceText({ code: 'delimiter-consistent', values: tab }, en)).toBe(
      '"tab" splits 100% of rows into 8 columns',
    )
    expect(delimiterText('spaces', 'zh-CN')).toBe('连续空格')
  })

  it('say behaviours in words and leave the shop its own', () => {
    for (const name of BEHAVIOUR_NAMES) expect(behaviourText(name, 'zh-CN')).toMatch(/\p{Script=Han}/u)
    expect(behaviourText('other:抽奖', 'en')).toBe('抽奖')
  })

  it('count one row as one row', () => {
    expect([treatmentText('cancellation', 1, en), treatmentText('cancellation', 9288, en)]).toEqual([
      '1 cancellation booked as negative',
      '9,288 cancellations booked as negative',
    ])
  })

  it('count rules from one', () => {
    const issue = {
      severity: 'warning',
      code: 'overlap',
      rule: 0,
      otherRule: 4,
      example: '3-1-5',
      combinations: 12,
    }
    expect(lintText({ ...issue, severity: 'warning', code: 'overlap' }, zh)).toBe(
      '第 1 条与第 5 条规则重叠：3-1-5 等 12 种组合同时符合，取前一条',
    )
  })

  it('show days of warnings as dates', () => {
    const values = { firstDay: 20_000, lastDay: 20_009, days: 10 }
    expect(warningText({ code: 'gap-in-days', values }, en)).toBe(
      'No orders for 10 days, 2024-10-04 to 2024-10-13; a part of the export may be missing.',
    )
  })
})
