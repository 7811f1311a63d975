import { isoFromDay, localDay } from '../../shared/contract/calendar.ts'
import type { ReportOrigin, StoryLanguage, StorySlide } from '../../shared/contract/story.ts'

/** The local day of a moment. */
export const dayOf = (ms: number): string => isoFromDay(localDay(ms))

const WORDS = {
  'zh-CN': {
    madeOf: ({ projectName, appVersion, madeAtMs }: ReportOrigin) =>
      `${projectName} · 由回流 ${appVersion} 于 ${dayOf(madeAtMs)} 生成`,
    contents: '目录',
    numbers: '数字',
    assumptions: '假设与出处',
    slide: '幻灯片',
    headline: '标题',
    screen: '屏',
    asOf: '截至',
    pinned: '钉住日',
    label: '名称',
    text: '写着',
    unit: '单位',
    interval: '区间',
    note: '说明',
    formula: '公式',
    inputs: '输入',
    filter: '范围',
    engine: '引擎',
    key: '字段',
    value: '值',
    rows: (n: number, total: number) => `前 ${n} 行，共 ${total} 行`,
    stale: (then: number, now: number) => `钉住时是第 ${then} 版数据，项目现在是第 ${now} 版`,
    project: '项目',
    hash: '项目指纹',
    revision: '数据版本',
    app: '回流版本',
    made: '生成日',
    font: 'Microsoft YaHei',
  },
  en: {
    madeOf: ({ projectName, appVersion, madeAtMs }: ReportOrigin) =>
      `${projectName} · made by Huiliu ${appVersion} on ${dayOf(madeAtMs)}`,
    contents: 'Contents',
    numbers: 'Numbers',
    assumptions: 'Assumptions and sources',
    slide: 'Slide',
    headline: 'Headline',
    screen: 'Screen',
    asOf: 'As of',
    pinned: 'Pinned on',
    label: 'Name',
    text: 'Stated',
    unit: 'Unit',
    interval: 'Interval',
    note: 'Note',
    formula: 'Formula',
    inputs: 'Inputs',
    filter: 'Filter',
    engine: 'Engine',
    key: 'Field',
    value: 'Value',
    rows: (n: number, total: number) => `first ${n} of ${total} rows`,
    stale: (then: number, now: number) => `pinned on data version ${then}; the project is now at ${now}`,
    project: 'Project',
    hash: 'Project hash',
    revision: 'Data version',
    app: 'Huiliu version',
    made: 'Made on',
    font: 'Segoe UI',
  },
} as const

/** Words of files that are handed over. */
export type ReportWords = (typeof WORDS)[StoryLanguage]

export const wordsOf = (language: StoryLanguage): ReportWords => WORDS[language]

export const asOfText = ({ picture }: StorySlide): string =>
  picture.asOfDay === null ? '' : isoFromDay(picture.asOfDay)
