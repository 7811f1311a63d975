import { describe, expect, it } from 'vitest'
import { FEATURE_GROUPS } from '../../../shared/contract/features.ts'
import { WARNINGS } from '../../../shared/analytics/churn/warnings/rules.ts'
import {
  groupText,
  noteText,
  signalText,
  subjectText,
  unitText,
} from '../../../src-renderer/locale/churnText.ts'
import * as en from '../../../src-renderer/locale/en/churnCodes.ts'
import { slotsOf } from '../../../src-renderer/locale/template.ts'
import * as zh from '../../../src-renderer/locale/zh/churnCodes.ts'
import { createFormat } from '../../../src-renderer/ui/format.ts'

const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

describe('codes of the churn engine', () => {
  it('have the same keys and slots in both languages', () => {
    for (const table of [
      'groups',
      'notes',
      'advices',
      'models',
      'calibrations',
      'baselines',
      'units',
    ] as const) {
      const [own, other] = [zh[table], en[table]] as [Record<string, string>, Record<string, string>]
      expect(Object.keys(other).sort(byText)).toEqual(Object.keys(own).sort(byText))
      for (const [key, text] of Object.entries(own)) {
        expect(text).not.toBe('')
        expect(slotsOf(other[key] ?? '').sort(byText), key).toEqual(slotsOf(text).sort(byText))
      }
    }
    expect(Object.keys(en.signals)).toEqual(Object.keys(zh.signals))
  })

  it('name every group of features and every warning of the engine', () => {
    for (const group of FEATURE_GROUPS) expect(groupText(group, 'en')).not.toBe(group)
    for (const key of WARNINGS) expect(signalText(key, 'zh-CN').rule).not.toBe('')
  })

  it('fall back to what is known of a name that is new', () => {
    expect(signalText('brandNew', 'en')).toEqual({ name: 'brandNew', rule: '' })
    expect(unitText('furlongs', 'en')).toBe('')
    expect(subjectText('other:直播', 'zh-CN')).toBe('直播')
    expect(subjectText('cartAdd', 'en')).toBe('Added to cart')
  })

  it('say notes with and without their values', () => {
    const format = createFormat({ language: 'en', currency: 'CNY', compact: true })
    const note = (values: Record<string, string | number>) =>
      noteText({ code: 'separating-feature', values }, format)
    expect(note({ n: 1, namesZh: '总额', namesEn: 'TotalCharges' })).toMatch(/^"TotalCharges" nearly/)
    expect(note({})).toMatch(/^Nearly tells/)
  })
})
