import { IconArrowBackUp, IconArrowForwardUp, IconPlus } from '@tabler/icons-react'
import { useEffect, useMemo, useState } from 'react'
import type { FigureCheck, StorySlide } from '../../../shared/contract/story.ts'
import { useCommands, type Command } from '../../app/commands.ts'
import { attempt, openSample } from '../../app/projectActions.ts'
import { navigate, useRoute } from '../../app/router.ts'
import { countShare, runJob, useSession } from '../../app/session.ts'
import { makeStory, openStory, redoStory, undoStory, useStory } from '../../app/story/store.ts'
import { useT } from '../../locale/t.ts'
import { Button, IconButton } from '../../ui/Button.tsx'
import { Choice } from '../../ui/Choice.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { finding } from '../../ui/Finding.tsx'
import { Page } from '../../ui/Page.tsx'
import { useFormat } from '../../ui/useFormat.ts'
import { CheckDialog } from './CheckDialog.tsx'
import { HandOverMenu } from './HandOverMenu.tsx'
import { NameDialog, RemoveDialog } from './StoryDialogs.tsx'
import { SlideEditor } from './SlideEditor.tsx'
import { SlideList } from './SlideList.tsx'
import { isStale } from './slideText.ts'
import css from './Story.module.css'

const NO_SLIDES: readonly StorySlide[] = []

/** The pinned slides in their order, what is said on each, and the forms that they are handed over in. */
export function StoryPage() {
  const t = useT()
  const format = useFormat()
  const { params } = useRoute()
  const project = useSession((state) => state.project)
  const { story, entries, past, future } = useStory()
  const [selected, setSelected] = useState<string | null>(params['slide'] ?? null)
  const [dialog, setDialog] = useState<'new' | 'rename' | 'remove' | null>(null)
  const [checks, setChecks] = useState<readonly FigureCheck[] | null>(null)
  const revision = project?.revision ?? 0
  useCommands('story', COMMANDS)
  const slides = story?.slides ?? NO_SLIDES
  const at = Math.max(
    0,
    slides.findIndex(({ id }) => id === selected),
  )
  const slide = slides[at]
  const stale = useMemo(() => slides.filter((one) => isStale(one, revision)).length, [slides, revision])
  useEffect(() => {
    if (params['slide'] !== undefined) setSelected(params['slide'])
  }, [params])

  const check = () =>
    void attempt(async () => {
      if (story === null) return
      setChecks(await runJob('story.check', { id: story.id }, t('story.checking'), countShare))
    })

  return (
    <Page
      title={t('story.title')}
      selectors={
        <>
          {story !== null && (
            <Choice
              quiet
              label={t('story.choose')}
              widthPx={200}
              options={entries.map(({ id, name }) => ({ value: id, label: name }))}
              value={story.id}
              onChange={(id) => void attempt(async () => openStory(id))}
            />
          )}
          <IconButton
            label={t('story.create')}
            icon={<IconPlus size={16} />}
            onClick={() => setDialog('new')}
          />
          {story !== null && (
            <>
              <Button kind="link" onClick={() => setDialog('rename')}>
                {t('story.rename')}
              </Button>
              <Button kind="link" onClick={() => setDialog('remove')}>
                {t('story.remove')}
              </Button>
            </>
          )}
        </>
      }
      actions={
        story !== null && (
          <>
            <IconButton
              framed
              label={t('story.undo')}
              keys="Ctrl Z"
              icon={<IconArrowBackUp size={16} />}
              disabled={past.length === 0}
              onClick={() => void attempt(undoStory)}
            />
            <IconButton
              framed
              label={t('story.redo')}
              keys="Ctrl Shift Z"
              icon={<IconArrowForwardUp size={16} />}
              disabled={future.length === 0}
              onClick={() => void attempt(redoStory)}
            />
            <Button disabled={slides.length === 0} onClick={check}>
              {t('story.check')}
            </Button>
            <HandOverMenu story={story} />
            <Button
              kind="filled"
              disabled={slides.length === 0}
              onClick={() => navigate('present', slide ? { slide: slide.id } : {})}
            >
              {t('story.present')}
            </Button>
          </>
        )
      }
      finding={
        story === null || slides.length === 0
          ? undefined
          : stale === 0
            ? finding('story.finding', { name: story.name, n: format.countFull(slides.length) })
            : finding('story.findingStale', {
                name: story.name,
                n: format.countFull(slides.length),
                stale: format.countFull(stale),
              })
      }
      sub={slides.length > 0 ? [t('story.sub')] : undefined}
    >
      {slide === undefined ? (
        <EmptyState
          centre
          title={t('story.emptyTitle')}
          why={t('story.emptyWhy')}
          action={
            <Button kind="filled" onClick={() => navigate('northstar')}>
              {t('story.emptyAction')}
            </Button>
          }
          {...(project === null && { onSample: () => void attempt(openSample) })}
        />
      ) : (
        <div className={css.columns}>
          <SlideList slides={slides} at={at} revision={revision} onSelect={setSelected} />
          <SlideEditor key={slide.id} slide={slide} position={at + 1} revision={revision} />
        </div>
      )}
      {dialog === 'new' && (
        <NameDialog
          title={t('story.createTitle')}
          start=""
          onClose={() => setDialog(null)}
          onName={(name) => makeStory(name)}
        />
      )}
      {dialog === 'rename' && story !== null && (
        <NameDialog title={t('story.rename')} start={story.name} onClose={() => setDialog(null)} />
      )}
      {dialog === 'remove' && story !== null && (
        <RemoveDialog story={story} onClose={() => setDialog(null)} />
      )}
      {checks !== null && <CheckDialog checks={checks} onClose={() => setChecks(null)} />}
    </Page>
  )
}

const COMMANDS: readonly Command[] = [
  { id: 'story.undo', title: 'story.undo', keys: 'Ctrl Z', run: () => void attempt(undoStory) },
  { id: 'story.redo', title: 'story.redo', keys: 'Ctrl Shift Z', run: () => void attempt(redoStory) },
]
