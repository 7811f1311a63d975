import type { ProjectSummary } from '../../shared/contract/project.ts'
import { features } from '../features/registry.ts'
import { resolved } from './appearance.ts'
import { stepAsOf } from './asOf.ts'
import type { Command } from './commands.ts'
import { attempt, changeSettings, importFiles, openSample, pickProject, saveCopy } from './projectActions.ts'
import { goBack, goForward, navigate } from './router.ts'
import { pinShown } from './story/pin.ts'
import { printScreen } from './story/printScreen.ts'
import { RAIL_GROUPS, type Screen } from './screen.ts'
import { useSession } from './session.ts'
import { showAnonymise, showHelp, showPalette } from './overlays.ts'
import { hideNames } from './privacy.ts'

export const screens: readonly Screen[] = features.flatMap((feature) => feature.screens)
export const screenOf = (route: string): Screen | undefined =>
  screens.find((screen) => screen.route === route)

/** Screens of the rail by group; empty groups are left out. */
export const railGroups = RAIL_GROUPS.map((group) => ({
  group,
  screens: screens.filter((screen) => screen.rail?.group === group),
})).filter(({ screens: list }) => list.length > 0)

/** The screen that an opened project shows: the first of the rail that can. */
export const firstScreen = (project: ProjectSummary): string =>
  railGroups.flatMap(({ screens: list }) => list).find(({ opensProject }) => opensProject?.(project) ?? true)
    ?.route ?? 'settings'

const toggleTheme = () => {
  const { scheme } = resolved(useSession.getState().settings)
  void attempt(() => changeSettings({ theme: scheme === 'dark' ? 'light' : 'dark' }))
}
const toggleLanguage = () => {
  const { language } = resolved(useSession.getState().settings)
  void attempt(() => changeSettings({ language: language === 'en' ? 'zh-CN' : 'en' }))
}

const toggleNames = () => void attempt(async () => hideNames(!useSession.getState().namesHidden))

/** Commands that are there on every screen. */
export const frameCommands: readonly Command[] = [
  { id: 'palette', title: 'shell.keyPalette', keys: 'Ctrl K', run: showPalette, hidden: true },
  { id: 'help', title: 'shell.keys', keys: '?', run: showHelp },
  { id: 'open', title: 'shell.openOther', keys: 'Ctrl O', run: () => void attempt(pickProject) },
  {
    id: 'import',
    title: 'shell.importData',
    keys: 'Ctrl I',
    run: () => (useSession.getState().project ? importFiles([]) : navigate('start', { new: '1' })),
  },
  { id: 'pin', title: 'common.pin', keys: 'P', run: pinShown },
  {
    id: 'present',
    title: 'story.present',
    keys: 'Ctrl Enter',
    run: () => navigate('present'),
  },
  { id: 'print', title: 'shell.printScreen', keys: 'Ctrl P', run: printScreen },
  { id: 'save-copy', title: 'shell.saveCopy', run: () => void attempt(saveCopy) },
  { id: 'anonymise', title: 'shell.anonymise', run: showAnonymise },
  { id: 'hide-names', title: 'shell.hideNames', run: toggleNames },
  { id: 'sample', title: 'start.sample', run: () => void attempt(openSample) },
  { id: 'theme', title: 'settings.theme', run: toggleTheme },
  { id: 'language', title: 'shell.language', run: toggleLanguage },
  {
    id: 'cancel-job',
    title: 'shell.keyCancel',
    keys: 'Ctrl .',
    run: () => useSession.getState().job?.cancel(),
  },
  {
    id: 'as-of-last',
    title: 'shell.backToLast',
    run: () => useSession.setState({ asOfDay: null }),
  },
]

/** Keys that are no commands of the palette. */
export const frameKeys: Readonly<Record<string, () => void>> = {
  'Alt ←': goBack,
  'Alt →': goForward,
  '[': () => stepAsOf({ days: -1 }),
  ']': () => stepAsOf({ days: 1 }),
  '{': () => stepAsOf({ months: -1 }),
  '}': () => stepAsOf({ months: 1 }),
  F6: nextRegion,
  ...Object.fromEntries(
    railGroups.map(({ screens: list }, i) => [`Alt ${i + 1}`, () => navigate(list[0]?.route ?? 'start')]),
  ),
}

/** Focus moves around the regions of the frame: bar, rail, page. */
function nextRegion(): void {
  const regions = [...document.querySelectorAll<HTMLElement>('[data-region]')]
  if (regions.length === 0) return
  const at = regions.findIndex((region) => region.contains(document.activeElement))
  const next = regions[(at + 1) % regions.length]
  const first = next?.querySelector<HTMLElement>('a[tabindex="0"], button:not(:disabled), [tabindex="0"]')
  ;(first ?? next)?.focus()
}
