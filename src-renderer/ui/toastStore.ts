import { create } from 'zustand'

/** Only "saved" and undo: everything else is said where it happened. */
export interface Toast {
  readonly id: number
  readonly text: string
  readonly undo?: () => void
}

interface ToastState {
  readonly toasts: readonly Toast[]
  readonly nextId: number
}

export const useToasts = create<ToastState>(() => ({ toasts: [], nextId: 1 }))

export function toast(message: Omit<Toast, 'id'>): void {
  useToasts.setState((state) => ({
    toasts: [...state.toasts.slice(-2), { ...message, id: state.nextId }],
    nextId: state.nextId + 1,
  }))
}

export const dismissToast = (id: number): void =>
  useToasts.setState((state) => ({ toasts: state.toasts.filter((one) => one.id !== id) }))
