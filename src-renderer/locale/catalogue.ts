import type { Language } from './language.ts'
import type { SlotsOf } from './template.ts'
import { churn as churnEn } from './en/churn.ts'
import { common as commonEn } from './en/common.ts'
import { customer as customerEn } from './en/customer.ts'
import { importing as importEn } from './en/import.ts'
import { interventions as interventionsEn } from './en/interventions.ts'
import { lifetime as lifetimeEn } from './en/lifetime.ts'
import { migration as migrationEn } from './en/migration.ts'
import { northstar as northstarEn } from './en/northstar.ts'
import { quality as qualityEn } from './en/quality.ts'
import { rfm as rfmEn } from './en/rfm.ts'
import { risk as riskEn } from './en/risk.ts'
import { settings as settingsEn } from './en/settings.ts'
import { shell as shellEn } from './en/shell.ts'
import { silent as silentEn } from './en/silent.ts'
import { start as startEn } from './en/start.ts'
import { story as storyEn } from './en/story.ts'
import { notes as strategyNoteEn } from './en/winback.ts'
import { whatif as whatifEn } from './en/whatif.ts'
import { churn } from './zh/churn.ts'
import { common } from './zh/common.ts'
import { customer } from './zh/customer.ts'
import { importing } from './zh/import.ts'
import { interventions } from './zh/interventions.ts'
import { lifetime } from './zh/lifetime.ts'
import { migration } from './zh/migration.ts'
import { northstar } from './zh/northstar.ts'
import { quality } from './zh/quality.ts'
import { rfm } from './zh/rfm.ts'
import { risk } from './zh/risk.ts'
import { settings } from './zh/settings.ts'
import { shell } from './zh/shell.ts'
import { silent } from './zh/silent.ts'
import { start } from './zh/start.ts'
import { story } from './zh/story.ts'
import { notes as strategyNote } from './zh/winback.ts'
import { whatif } from './zh/whatif.ts'

const zh = {
  churn,
  common,
  customer,
  import: importing,
  interventions,
  lifetime,
  migration,
  northstar,
  quality,
  rfm,
  risk,
  settings,
  shell,
  silent,
  start,
  story,
  strategyNote,
  whatif,
} as const
const en: { readonly [F in keyof typeof zh]: { readonly [N in keyof (typeof zh)[F]]: string } } = {
  churn: churnEn,
  common: commonEn,
  customer: customerEn,
  import: importEn,
  interventions: interventionsEn,
  lifetime: lifetimeEn,
  migration: migrationEn,
  northstar: northstarEn,
  quality: qualityEn,
  rfm: rfmEn,
  risk: riskEn,
  settings: settingsEn,
  shell: shellEn,
  silent: silentEn,
  start: startEn,
  story: storyEn,
  strategyNote: strategyNoteEn,
  whatif: whatifEn,
}

type Zh = typeof zh
type Section = keyof Zh

/** `section.name` of every message. */
export type MessageKey = { [F in Section]: `${F}.${keyof Zh[F] & string}` }[Section]

/** The Chinese text of a key, as a type; its slots are the key's parameters. */
type TextOf<K extends MessageKey> = K extends `${infer F extends Section}.${infer N}`
  ? N extends keyof Zh[F]
    ? Zh[F][N]
    : never
  : never

export type SlotsOfKey<K extends MessageKey> = SlotsOf<TextOf<K> & string>

/** Arguments behind the key: nothing, or the values of all its slots. */
export type ValuesOf<K extends MessageKey, V = string> = [SlotsOfKey<K>] extends [never]
  ? []
  : [values: Readonly<Record<SlotsOfKey<K>, V>>]

export const catalogue: Readonly<
  Record<Language, Readonly<Record<string, Readonly<Record<string, string>>>>>
> = {
  'zh-CN': zh,
  en,
}

/** The text of a key in a language, slots unfilled. */
export function messageOf(language: Language, key: MessageKey): string {
  const dot = key.indexOf('.')
  return catalogue[language][key.slice(0, dot)]?.[key.slice(dot + 1)] ?? key
}
