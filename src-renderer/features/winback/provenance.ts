import type { Scenario } from '../../../shared/contract/winback.ts'
import { ENGINE_VERSIONS } from '../../../shared/contract/version.ts'
import type { PlainKey } from '../../app/screen.ts'
import { sourced, type Provenance, type Sourced } from '../../ui/provenance.ts'
import { uncertaintyOf } from './model/evaluation.ts'
import type { Telling } from './words.ts'

/** Where the scenario's values came from, for every number on the page. */
export interface Sources {
  readonly changed: number
  readonly left: number
  readonly isFile: boolean
  readonly isProject?: boolean
}

/** Makes numbers that open where they come from. */
export type Source = (text: string, name: string, formula: PlainKey, isDrawn?: boolean) => Sourced

export function sourceOfNumbers(scenario: Scenario, sources: Sources, { t, format }: Telling): Source {
  const { draws, seed } = uncertaintyOf(scenario)
  const customers = scenario.groups.reduce((sum, group) => sum + group.customers, 0)
  const shared: Omit<Provenance, 'title' | 'formula'> = {
    inputs: inputsText(sources, { t, format }),
    filter: t('whatif.provFilter', {
      n: format.countFull(customers),
      groups: format.countFull(scenario.groups.length),
      days: format.days(scenario.windowDays),
    }),
    engine: `winback ${ENGINE_VERSIONS.winback}`,
  }
  const interval = t('whatif.provInterval', { draws: format.countFull(draws), seed: String(seed) })
  return (text, name, formula, isDrawn = false) =>
    sourced(text, {
      ...shared,
      title: `${name} ${text}`,
      formula: t(formula),
      ...(isDrawn && { interval }),
    })
}

/** "all starting values" or what was typed beside them. */
export function inputsText(
  { changed, left, isFile, isProject = false }: Sources,
  { t, format }: Telling,
): string {
  const told = isProject
    ? t('whatif.sourcesProject')
    : isFile
      ? t('whatif.sourcesFile')
      : changed === 0
        ? t('whatif.sourcesStart')
        : t('whatif.sourcesChanged', { n: format.countFull(changed) })
  const more =
    (isFile || isProject) && changed > 0
      ? `${t('common.separator')}${t('whatif.sourcesChanged', { n: format.countFull(changed) })}`
      : ''
  const rest =
    left === 0 ? '' : `${t('common.separator')}${t('whatif.sourcesLeft', { n: format.countFull(left) })}`
  return `${told}${more}${rest}`
}
