import { useEffect } from 'react'
import { currentCommands, useCommandStore } from './commands.ts'
import { frameKeys } from './frameCommands.ts'
import { comboOf, isTyping, worksWhileTyping } from './keys.ts'
import { useOverlays } from './overlays.ts'

/** The keyboard map of the frame: commands of the moment first, then the frame's own keys. */
export function useKeyboard(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return
      const combo = comboOf(event)
      if (isTyping(event.target) && !worksWhileTyping(combo)) return
      if (useOverlays.getState().open !== null && !combo.startsWith('Ctrl')) return
      const commands = currentCommands(useCommandStore.getState().sets)
      const run = commands.find((command) => command.keys === combo)?.run ?? frameKeys[combo]
      if (!run) return
      event.preventDefault()
      run()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [])
}
