import { useEffect } from 'react'
import { features } from '../features/registry.ts'
import { errorText } from '../locale/errorText.ts'
import { useT } from '../locale/t.ts'
import type { Connection as Transport } from '../transport/connect.ts'
import { Button } from '../ui/Button.tsx'
import { KitProvider } from '../ui/KitProvider.tsx'
import { useFormat } from '../ui/useFormat.ts'
import { followSettings } from './appearance.ts'
import { useCommands } from './commands.ts'
import { Frame } from './Frame.tsx'
import css from './Frame.module.css'
import { firstScreen, frameCommands, screenOf } from './frameCommands.ts'
import { begin } from './lifecycle.ts'
import { followHash } from './router.ts'
import { useSession } from './session.ts'
import { followPins } from './story/pin.ts'
import { useKeyboard } from './useKeyboard.ts'

interface AppProps {
  readonly connect: () => Promise<Transport>
}

/** The whole window. */
export function App({ connect }: AppProps) {
  useEffect(() => {
    const stopHash = followHash()
    const stopSettings = followSettings()
    const stopPins = followPins(screenOf)
    useSession.setState({ home: firstScreen })
    void begin(connect, firstScreen)
    return () => {
      stopHash()
      stopSettings()
      stopPins()
    }
  }, [connect])
  useCommands('frame', frameCommands)
  useKeyboard()
  return (
    <KitProvider>
      <Connected connect={connect} />
    </KitProvider>
  )
}

function Connected({ connect }: AppProps) {
  const t = useT()
  const format = useFormat()
  const connection = useSession((state) => state.connection)
  switch (connection.kind) {
    case 'open':
      return (
        <>
          <Frame />
          {features.flatMap((feature) =>
            (feature.overlays ?? []).map((Overlay, i) => (
              <Overlay key={`${feature.screens[0]?.route ?? ''}-${i}`} />
            )),
          )}
        </>
      )
    case 'connecting':
      return <div className={css.message} role="status" aria-label={t('shell.connecting')} />
    case 'lost':
      return (
        <Message
          title={t('shell.lostTitle')}
          what={t('shell.lostWhat')}
          onAgain={() => void begin(connect, firstScreen)}
        />
      )
    case 'failed': {
      const { sentence, remedy } = errorText(connection.error, format)
      return <Message title={sentence} what={remedy} onAgain={() => void begin(connect, firstScreen)} />
    }
  }
}

function Message({ title, what, onAgain }: { title: string; what: string; onAgain: () => void }) {
  const t = useT()
  return (
    <main className={css.message} role="alert">
      <h1>{title}</h1>
      <p>{what}</p>
      <Button kind="filled" onClick={onAgain}>
        {t('shell.reload')}
      </Button>
    </main>
  )
}
