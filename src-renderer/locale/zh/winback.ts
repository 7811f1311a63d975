import type { InputProblem } from '../../../shared/contract/winbackFields.ts'

/** What is wrong with one value of a plan. */
export const problems = {
  missing: '缺少 {path}[[；允许：{allowed}]]',
  'wrong-type': '{path} 读不懂[[；允许：{allowed}]][[，给的是 {given}]]',
  'out-of-range': '{path} 超出范围[[；允许：{allowed}]][[，给的是 {given}]]',
  'unknown-key': '{path} 不是这种文件的字段',
  'unknown-name': '{path} 的名称不认识[[；已知：{allowed}]][[，给的是 {given}]]',
  'duplicate-name': '{path} 与另一个同名[[：{given}]]',
  empty: '{path} 是空的[[；允许：{allowed}]]',
  'both-given': '{path}：下面只能给一个[[：{allowed}]]',
  'neither-given': '{path}：下面必须给一个[[：{allowed}]]',
  'too-early': '{path} 早于上一步[[；允许：{allowed}]][[，给的是 {given}]]',
  'above-basket': '{path}：券的面额超过了用券的客单价[[；允许：{allowed}]][[，给的是 {given}]]',
  contradiction: '{path} 与另一条上限重复',
  infeasible: '{path}：达不到这个核销率[[；允许：{allowed}]][[，给的是 {given}]]',
  'needs-project': '{path} 要从项目里取客户，这里还不能用；请改给 audience.groups',
} as const satisfies Record<InputProblem, string>
