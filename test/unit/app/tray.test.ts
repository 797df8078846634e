import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Tray } from '../../../main/app/tray.ts';
import type { TrayAction, TrayState } from '../../../main/app/tray-model.ts';
import { NOW, trayState } from '../../support/tray-state.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function drawnTray(first: TrayState) {
  const drawn: string[] = [];
  const acted: TrayAction[] = [];
  let state: TrayState | null = first;
  let choose: (action: TrayAction) => void = () => undefined;
  const tray = new Tray({
    makePanel: (chosen) => {
      choose = chosen;
      return {
        setIcon: (icon) => void drawn.push(`icon ${icon}`),
        setToolTip: (text) => void drawn.push(`tooltip ${text}`),
        setMenu: (groups) => void drawn.push(`menu ${groups.flat()[1]?.label ?? ''}`),
        destroy: () => void drawn.push('destroyed'),
      };
    },
    read: () => state,
    act: (action) => void acted.push(action),
  });
  return {
    tray,
    drawn: () => drawn.splice(0),
    set: (next: TrayState | null) => void (state = next),
    choose: (action: TrayAction) => choose(action),
    acted,
  };
}

describe('Tray', () => {
  it('draws itself at once, and later only what differs', () => {
    const { tray, drawn, set } = drawnTray(trayState());
    expect(drawn()).toEqual([
      'icon idle',
      'tooltip Habido: 30 socios al día.',
      'menu Refrescar ahora (ninguno vencido)',
    ]);
    tray.update();
    vi.advanceTimersByTime(5_000);
    expect(drawn()).toEqual([]);
    set(trayState({ vencidos: 4 }));
    tray.update();
    vi.advanceTimersByTime(5_000);
    expect(drawn()).toEqual([
      'tooltip Habido: 4 de 30 socios por refrescar.',
      'menu Refrescar ahora (4 vencidos)',
    ]);
  });

  it('draws at most once a second, the newest state', () => {
    const { tray, drawn, set } = drawnTray(trayState());
    drawn();
    for (const vencidos of [1, 2, 3]) {
      set(trayState({ vencidos }));
      tray.update();
    }
    vi.advanceTimersByTime(999);
    expect(drawn()).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(drawn()).toEqual([
      'tooltip Habido: 3 de 30 socios por refrescar.',
      'menu Refrescar ahora (3 vencidos)',
    ]);
  });

  it('says "hoy" and "mañana" anew when the day ends in Lima', () => {
    const agenda = {
      proximo: { en: NOW + 21 * 3_600_000, grupo: '', nombre: '' },
      enPausaHasta: null,
      aplazado: null,
    };
    const { drawn, set } = drawnTray(trayState({ agenda }));
    expect(drawn()[1]).toContain('mañana 07:00');
    set(trayState({ agenda }, { now: NOW + 14 * 3_600_000 }));
    vi.advanceTimersByTime(14 * 3_600_000 - 1);
    expect(drawn()).toEqual([]);
    vi.advanceTimersByTime(1_001);
    expect(drawn()[0]).toContain('hoy 07:00');
  });

  it('leaves what it shows where there is nothing to read, and draws again later', () => {
    const { tray, drawn, set } = drawnTray(trayState());
    drawn();
    set(null);
    tray.update();
    vi.advanceTimersByTime(2_000);
    expect(drawn()).toEqual([]);
    set(trayState({ vencidos: 1 }));
    vi.advanceTimersByTime(60_000);
    expect(drawn()).toHaveLength(2);
  });

  it('hands on what was chosen, and draws no more once it is gone', () => {
    const { tray, drawn, choose, acted } = drawnTray(trayState());
    choose({ tipo: 'abrir' });
    expect(acted).toEqual([{ tipo: 'abrir' }]);
    drawn();
    tray.update();
    tray.destroy();
    tray.update();
    vi.advanceTimersByTime(48 * 3_600_000);
    expect(drawn()).toEqual(['destroyed']);
    expect(vi.getTimerCount()).toBe(0);
  });
});
