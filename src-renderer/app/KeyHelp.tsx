import { useT } from '../locale/t.ts'
import { Dialog } from '../ui/Drawer.tsx'
import { Kbd } from '../ui/Kbd.tsx'
import { currentCommands, useCommandStore } from './commands.ts'
import { closeOverlay } from './overlays.ts'
import css from './Palette.module.css'
import { railGroups } from './frameCommands.ts'
import type { PlainKey } from './screen.ts'

type Line = readonly [keys: string, title: PlainKey]

const TABLE: readonly Line[] = [
  ['↑ ↓ ← →', 'shell.keyMove'],
  ['Space', 'shell.keySelect'],
  ['Shift ↓', 'shell.keyRange'],
  ['Enter', 'shell.keyDetail'],
  ['Alt ↓', 'shell.keyColumnMenu'],
  ['/', 'shell.keyFilter'],
]
const CHART: readonly Line[] = [
  ['Enter', 'shell.keyGoIn'],
  ['T', 'shell.keyTable'],
  ['Esc', 'shell.keyTakeBack'],
]
const SLIDER: readonly Line[] = [
  ['← →', 'shell.keyStep'],
  ['Shift →', 'shell.keyTenSteps'],
  ['PageUp', 'shell.keyTenth'],
  ['Home End', 'shell.keyEnds'],
  ['0 – 9', 'shell.keyTypeValue'],
  ['Esc', 'shell.keyTakeBack'],
]

/** `?`: all keys, those of the screen included. */
export function KeyHelp({ opened }: { readonly opened: boolean }) {
  const t = useT()
  const sets = useCommandStore((state) => state.sets)
  const commands = currentCommands(sets)
    .filter((command) => command.keys !== undefined)
    .map((command): Line => [command.keys ?? '', command.title])
  const frame: Line[] = [
    ...commands,
    [`Alt 1–${railGroups.length}`, 'shell.keyGroups'],
    ['Alt ←', 'shell.keyBack'],
    ['[ ]', 'shell.keyAsOfDay'],
    ['Shift [ ]', 'shell.keyAsOfMonth'],
    ['F6', 'shell.keyRegion'],
  ]
  return (
    <Dialog opened={opened} onClose={closeOverlay} title={t('shell.keys')} widthPx={680}>
      <div className={css.keys}>
        <Lines title={t('shell.keysFrame')} lines={frame} />
        <div>
          <Lines title={t('shell.keysTable')} lines={TABLE} />
          <Lines title={t('shell.keysChart')} lines={CHART} />
          <Lines title={t('shell.keysSlider')} lines={SLIDER} />
        </div>
      </div>
    </Dialog>
  )
}

function Lines({ title, lines }: { title: string; lines: readonly Line[] }) {
  const t = useT()
  return (
    <section>
      <h3>{title}</h3>
      <dl>
        {lines.map(([keys, message]) => (
          <div key={`${keys} ${message}`}>
            <dt>{t(message)}</dt>
            <dd>
              <Kbd keys={keys} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
