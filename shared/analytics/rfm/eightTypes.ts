import type { RfmScheme, RfmScoring, SegmentFamily } from '../../contract/rfm.ts'

interface Type {
  readonly family: SegmentFamily
  readonly zh: string
  readonly en: string
}

const TYPES: readonly Type[] = [
  { family: 'core', zh: '价值', en: 'Core' },
  { family: 'develop', zh: '发展', en: 'Develop' },
  { family: 'keep', zh: '保持', en: 'Keep' },
  { family: 'winback', zh: '挽留', en: 'Win back' },
]

/** Boxes of (R, F) scores by family: what a scheme of eight types calls recent and frequent. */
type FamilyBoxes = Readonly<Record<SegmentFamily, { r: number[]; f: number[] }>>

interface EightTypes {
  readonly key: string
  readonly nameZh: string
  readonly nameEn: string
  readonly scoring: RfmScoring
  readonly boxes: FamilyBoxes
  readonly highSpend: { readonly zh: string; readonly scores: number[] }
  readonly lowSpend: { readonly zh: string; readonly scores: number[] }
}

/** Four families by recency and frequency, each split by spend; high spend first, so best to worst. */
function eightTypes(scheme: EightTypes): RfmScheme {
  const spends = [
    { ...scheme.highSpend, en: 'high', lowSpend: false },
    { ...scheme.lowSpend, en: 'low', lowSpend: true },
  ]
  const cells = spends.flatMap((spend) => TYPES.map((type) => ({ spend, type })))
  return {
    key: scheme.key,
    nameZh: scheme.nameZh,
    nameEn: scheme.nameEn,
    scoring: scheme.scoring,
    segments: cells.map(({ spend, type }) => ({
      key: `${type.family}-${spend.en}`,
      nameZh: `${spend.zh}${type.zh}`,
      nameEn: `${type.en}, ${spend.en}`,
      family: type.family,
      lowSpend: spend.lowSpend,
    })),
    rules: cells.map(({ spend, type }) => ({
      segment: `${type.family}-${spend.en}`,
      ...scheme.boxes[type.family],
      m: spend.scores,
    })),
  }
}

const HIGH_LOW: FamilyBoxes = {
  core: { r: [2], f: [2] },
  develop: { r: [2], f: [1] },
  keep: { r: [1], f: [2] },
  winback: { r: [1], f: [1] },
}

/**
 * The eight types used in China: each of R, F and M high or low against the mean of the raw values, ties high, R high
 * = recent. HHH 重要价值, HLH 重要发展, LHH 重要保持, LLH 重要挽留; the same four with M low are 一般.
 */
export const MEAN_8: RfmScheme = eightTypes({
  key: 'mean8',
  nameZh: '八类（均值）',
  nameEn: 'Eight types (means)',
  scoring: { method: 'mean' },
  boxes: HIGH_LOW,
  highSpend: { zh: '重要', scores: [2] },
  lowSpend: { zh: '一般', scores: [1] },
})

/** The eight types against the medians: half of the members are high on each, whatever a few large buyers do. */
export const MEDIAN_8: RfmScheme = eightTypes({
  key: 'median8',
  nameZh: '八类（中位数）',
  nameEn: 'Eight types (medians)',
  scoring: { method: 'median' },
  boxes: HIGH_LOW,
  highSpend: { zh: '重要', scores: [2] },
  lowSpend: { zh: '一般', scores: [1] },
})

/**
 * Terciles: recent = not in the oldest third. Recent buyers of the top third in frequency are core, the others are to
 * be developed; of the oldest third those who bought more than the bottom third are to be kept, the rest to be won
 * back. High spend = top third of M.
 */
export const TERCILE: RfmScheme = eightTypes({
  key: 'tercile',
  nameZh: '三分位',
  nameEn: 'Terciles',
  scoring: { method: 'quantile', levels: 3 },
  boxes: {
    core: { r: [2, 3], f: [3] },
    develop: { r: [2, 3], f: [1, 2] },
    keep: { r: [1], f: [2, 3] },
    winback: { r: [1], f: [1] },
  },
  highSpend: { zh: '高额', scores: [3] },
  lowSpend: { zh: '普通', scores: [1, 2] },
})
