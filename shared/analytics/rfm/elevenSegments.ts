import type { RfmScheme, SegmentFamily } from '../../contract/rfm.ts'

function segment(
  key: string,
  nameZh: string,
  nameEn: string,
  family: SegmentFamily,
): RfmScheme['segments'][number] {
  return { key, nameZh, nameEn, family, lowSpend: false }
}

/**
 * Eleven segments on quintile scores, best first. The names are the usual ones of the trade; the rules are ours, since
 * published tables overlap or leave gaps. R decides the row, F the column, M only tells the two segments of frequent
 * buyers apart from their high spenders:
 *
 * |    | F1           | F2           | F3         | F4-5, M4-5   | F4-5, M1-3 |
 * |----|--------------|--------------|------------|--------------|------------|
 * | R5 | new          | potential    | potential  | champions    | loyal      |
 * | R4 | promising    | potential    | potential  | champions    | loyal      |
 * | R3 | sleeping     | sleeping     | attention  | loyal        | loyal      |
 * | R2 | hibernating  | hibernating  | at-risk    | cannot-lose  | at-risk    |
 * | R1 | lost         | lost         | at-risk    | cannot-lose  | at-risk    |
 */
export const SEGMENTS_11: RfmScheme = {
  key: 'segments11',
  nameZh: '十一类（五分位）',
  nameEn: 'Eleven segments (quintiles)',
  scoring: { method: 'quantile', levels: 5 },
  segments: [
    segment('champions', '冠军客户', 'Champions', 'core'),
    segment('loyal', '忠诚客户', 'Loyal', 'core'),
    segment('potential', '潜力忠诚', 'Potential loyalists', 'develop'),
    segment('new', '新客户', 'New', 'develop'),
    segment('promising', '有希望', 'Promising', 'develop'),
    segment('attention', '需要关注', 'Need attention', 'keep'),
    segment('cannot-lose', '不能失去', 'Cannot lose', 'keep'),
    segment('at-risk', '有流失风险', 'At risk', 'keep'),
    segment('sleeping', '即将沉睡', 'About to sleep', 'winback'),
    segment('hibernating', '沉睡客户', 'Hibernating', 'winback'),
    segment('lost', '已流失', 'Lost', 'winback'),
  ],
  rules: [
    { segment: 'champions', r: [4, 5], f: [4, 5], m: [4, 5] },
    { segment: 'loyal', r: [4, 5], f: [4, 5], m: [1, 2, 3] },
    { segment: 'loyal', r: [3], f: [4, 5] },
    { segment: 'potential', r: [4, 5], f: [2, 3] },
    { segment: 'new', r: [5], f: [1] },
    { segment: 'promising', r: [4], f: [1] },
    { segment: 'attention', r: [3], f: [3] },
    { segment: 'cannot-lose', r: [1, 2], f: [4, 5], m: [4, 5] },
    { segment: 'at-risk', r: [1, 2], f: [4, 5], m: [1, 2, 3] },
    { segment: 'at-risk', r: [1, 2], f: [3] },
    { segment: 'sleeping', r: [3], f: [1, 2] },
    { segment: 'hibernating', r: [2], f: [1, 2] },
    { segment: 'lost', r: [1], f: [1, 2] },
  ],
}
