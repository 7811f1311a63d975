import { IconArrowBackUp, IconArrowForwardUp, IconFolderOpen } from '@tabler/icons-react'
import { useMemo, useRef } from 'react'
import { useCommands, type Command } from '../../app/commands.ts'
import { attempt } from '../../app/projectActions.ts'
import { host, useSession } from '../../app/session.ts'
import { t, useT } from '../../locale/t.ts'
import { Button, IconButton } from '../../ui/Button.tsx'
import { Choice } from '../../ui/Choice.tsx'
import { toast } from '../../ui/toastStore.ts'
import { BUILT_IN_IDS, BUILT_INS, type BuiltInId } from './model/builtIns.ts'
import { AudienceSwitch } from './project/AudienceSwitch.tsx'
import { planOnProject } from './project/audience.ts'
import { SaveButton, SavedMark } from './saved/SavedBar.tsx'
import { leaveSaved, openOne, openSaved, useSaved } from './saved/store.ts'
import { openBuiltIn, openScenarioText, redo, undo, useWhatIf } from './store.ts'
import css from './Winback.module.css'

/** Which scenario is open; it starts from a built-in one or from a file. */
export function ScenarioChoice() {
  const t = useT()
  const origin = useWhatIf((state) => state.origin)
  const saved = useSaved()
  const one = openOne(saved)
  const options = BUILT_IN_IDS.map(
    (id): { value: BuiltInId | 'file' | `saved:${number}`; label: string } => ({
      value: id,
      label: t(BUILT_INS[id].title),
    }),
  )
  const terms = origin.kind === 'project' ? origin.terms : origin
  if (terms.kind === 'file') options.unshift({ value: 'file', label: terms.name })
  options.push(...saved.list.map(({ id, name }) => ({ value: `saved:${id}` as const, label: name })))
  return (
    <>
      <AudienceSwitch />
      <Choice
        quiet
        label={t('whatif.scenario')}
        options={options}
        value={one !== null ? `saved:${one.id}` : terms.kind === 'file' ? 'file' : terms.id}
        widthPx={212}
        onChange={(id) => {
          if (id === 'file') return
          if (isSavedChoice(id)) {
            openSaved(Number(id.slice('saved:'.length)))
            return
          }
          leaveSaved()
          if (origin.kind === 'project')
            void attempt(async () => planOnProject({ kind: 'built-in', id }, BUILT_INS[id].input))
          else openBuiltIn(id)
        }}
      />
      <SavedMark />
    </>
  )
}

const isSavedChoice = (choice: string): choice is `saved:${number}` => choice.startsWith('saved:')

/** Undo, redo, open a file, save as a file. */
export function ScenarioActions() {
  const t = useT()
  const picker = useRef<HTMLInputElement>(null)
  const hasProject = useSession((state) => state.project !== null)
  const canUndo = useWhatIf((state) => state.past.length > 0 && !state.locked)
  const canRedo = useWhatIf((state) => state.future.length > 0 && !state.locked)
  useCommands(
    'whatif',
    useMemo<Command[]>(
      () => [
        { id: 'whatif.undo', title: 'whatif.undo', keys: 'Ctrl Z', run: undo },
        { id: 'whatif.redo', title: 'whatif.redo', keys: 'Ctrl Shift Z', run: redo },
        { id: 'whatif.save', title: 'whatif.saveFile', keys: 'Ctrl E', run: () => void attempt(saveFile) },
        {
          id: 'whatif.keep',
          title: 'whatif.saveScenario',
          keys: 'Ctrl S',
          run: () => document.getElementById('whatif-save')?.click(),
        },
      ],
      [],
    ),
  )
  return (
    <>
      <IconButton
        framed
        label={t('whatif.undo')}
        keys="Ctrl Z"
        icon={<IconArrowBackUp size={16} />}
        disabled={!canUndo}
        onClick={undo}
      />
      <IconButton
        framed
        label={t('whatif.redo')}
        keys="Ctrl Shift Z"
        icon={<IconArrowForwardUp size={16} />}
        disabled={!canRedo}
        onClick={redo}
      />
      <input
        ref={picker}
        type="file"
        accept=".json,application/json"
        className={css.hidden}
        aria-label={t('whatif.openFile')}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0]
          event.currentTarget.value = ''
          if (file)
            void attempt(async () => {
              openScenarioText(file.name, await file.text())
              leaveSaved()
            })
        }}
      />
      <Button icon={<IconFolderOpen size={16} />} onClick={() => picker.current?.click()}>
        {t('whatif.openFile')}
      </Button>
      <Button kind={hasProject ? 'plain' : 'filled'} onClick={() => void attempt(saveFile)}>
        {t('whatif.saveFile')}
      </Button>
      <SaveButton />
    </>
  )
}

/** The open scenario as a file that `huiliu whatif` computes as well. */
async function saveFile(): Promise<void> {
  const { input } = useWhatIf.getState()
  const name = 'scenario.json'
  const bytes = new TextEncoder().encode(`${JSON.stringify(input, null, 2)}\n`)
  if (await host().saveBytes(name, 'application/json', bytes))
    toast({ text: t('common.savedFile', { name }) })
}
