const YES = new Set(['1', 'true', 'yes', 'y', 't', '是', '有', '可', '能', '已授权', '同意'])
const NO = new Set(['0', 'false', 'no', 'n', 'f', '否', '无', '不', '不可', '不能', '未授权', '拒绝'])

/** What a cell of a flag column says, whatever its case: 1 = yes, 0 = no, NaN = neither. */
export function yesNo(text: string): number {
  const word = text.trim().toLowerCase()
  return YES.has(word) ? 1 : NO.has(word) ? 0 : NaN
}
