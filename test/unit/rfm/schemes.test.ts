import { describe, expect, it } from 'vitest'
import {
  builtInSchemes,
  compileScheme,
  lintScheme,
  parseScheme,
} from '../../../shared/analytics/rfm/index.ts'
import { AppError } from '../../../shared/contract/errors.ts'
import type { RfmScheme } from '../../../shared/contract/rfm.ts'

const segment = (key: string) => ({ key, nameZh: key, nameEn: key, family: 'core' as const, lowSpend: false })

const good: RfmScheme = {
  key: 'own',
  nameZh: '自定义',
  nameEn: 'Own',
  scoring: { method: 'fixed', r: [30, 90], f: [2], m: [10_000, 50_000] },
  segments: [segment('best'), segment('rest')],
  rules: [{ segment: 'best', r: [3], f: [2], m: [3] }, { segment: 'rest' }],
}

function detailOf(work: () => unknown): Readonly<Record<string, string | number>> {
  try {
    work()
  } catch (thrown) {
    expect(thrown).toBeInstanceOf(AppError)
    if (thrown instanceof AppError && thrown.code === 'scheme-invalid') return thrown.detail
  }
  throw new Error('no scheme-invalid')
}

describe('the built-in schemes', () => {
  it('have nothing that the linter minds', () => {
    for (const scheme of builtInSchemes()) expect(lintScheme(scheme)).toEqual([])
  })

  it('pass their own format and keep names in both languages', () => {
    for (const scheme of builtInSchemes()) {
      expect(parseScheme(JSON.parse(JSON.stringify(scheme)))).toEqual(scheme)
      expect(new Set(scheme.segments.map(({ nameZh }) => nameZh)).size).toBe(scheme.segments.length)
      expect(new Set(scheme.segments.map(({ nameEn }) => nameEn)).size).toBe(scheme.segments.length)
    }
  })

  it('name the eight types by the grid in use', () => {
    const { scheme, table } = compileScheme('mean8')
    const name = (r: number, f: number, m: number) =>
      scheme.segments[table[(r * 2 + f) * 2 + m] ?? -1]?.nameZh
    expect([name(1, 1, 1), name(1, 0, 1), name(0, 1, 1), name(0, 0, 1)]).toEqual([
      '重要价值',
      '重要发展',
      '重要保持',
      '重要挽留',
    ])
    expect([name(1, 1, 0), name(1, 0, 0), name(0, 1, 0), name(0, 0, 0)]).toEqual([
      '一般价值',
      '一般发展',
      '一般保持',
      '一般挽留',
    ])
  })
})

describe('a scheme of one own', () => {
  it('lets the first rule that holds decide, and says that rules overlap', () => {
    const { table } = compileScheme(good)
    expect([...table].filter((number) => number === 0)).toHaveLength(1)
    expect(lintScheme(good)).toEqual([
      { severity: 'warning', code: 'overlap', rule: 1, otherRule: 0, example: '3-2-3', combinations: 1 },
    ])
  })

  it('with a gap is refused with a combination that falls into it', () => {
    const broken = { ...good, rules: good.rules.slice(0, 1) }
    expect(detailOf(() => compileScheme(broken))).toEqual({
      path: 'rules',
      reason: 'uncovered',
      example: '1-1-1',
      combinations: 17,
    })
  })

  it.each([
    [{ ...good, rules: [] }, 'no-rules', 'rules'],
    [{ ...good, rules: [...good.rules, { segment: 'none' }] }, 'unknown-segment', 'rules[2]'],
    [{ ...good, rules: [{ segment: 'best', f: [3] }, ...good.rules] }, 'score-out-of-range', 'rules[0]'],
    [{ ...good, segments: [...good.segments, segment('best')] }, 'duplicate-segment', 'segments'],
    [{ ...good, scoring: { ...good.scoring, m: [5, 5] } }, 'cuts-not-ascending', 'scoring.m[1]'],
  ])('is refused with the path of what is wrong (%#)', (scheme, reason, path) => {
    expect(detailOf(() => compileScheme(scheme))).toMatchObject({ reason, path })
  })

  it('warns of rules and segments that nothing leads to', () => {
    const idle = {
      ...good,
      segments: [...good.segments, segment('idle')],
      rules: [...good.rules, { segment: 'idle', r: [1] }],
    }
    const codes = lintScheme(idle).filter(({ code }) => code !== 'overlap')
    expect(codes).toEqual([
      expect.objectContaining({ severity: 'warning', code: 'unreachable-rule', rule: 2 }),
      expect.objectContaining({ severity: 'warning', code: 'unreachable-segment', example: 'idle' }),
    ])
  })

  it('from a file that is not one is refused with the path of the first wrong field', () => {
    const wrong = { ...good, segments: [{ ...segment('a'), family: 'gold' }] }
    expect(detailOf(() => parseScheme(wrong))).toMatchObject({
      path: 'segments[0].family',
      reason: 'malformed',
    })
    expect(detailOf(() => parseScheme(null))).toMatchObject({ reason: 'malformed' })
    expect(detailOf(() => parseScheme({ ...good, extra: 1 }))).toMatchObject({ reason: 'malformed' })
  })
})
