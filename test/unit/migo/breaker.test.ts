import { describe, expect, it } from 'vitest';
import { Breaker, type BreakerState } from '../../../main/migo/breaker.ts';
import { FAKE_START, createFakeClock } from '../../support/fake-clock.ts';

function setUp() {
  const clock = createFakeClock();
  const closing = new AbortController();
  const seen: BreakerState[] = [];
  const breaker: Breaker = new Breaker(clock, closing.signal, () => {
    seen.push(breaker.state());
  });
  const signal = new AbortController().signal;
  const open = (): void => {
    for (const request of ['a', 'b', 'a', 'b', 'a']) breaker.failed(request, 'servidor', false);
  };
  return { clock, closing, breaker, seen, signal, open };
}

describe('the breaker', () => {
  it('opens after five failures in a row of at least two requests', async () => {
    const { breaker, signal } = setUp();
    for (let i = 0; i < 9; i += 1) breaker.failed('a', 'servidor', false);
    expect(breaker.state().kind).toBe('closed');
    breaker.failed('b', 'tiempo', false);
    expect(breaker.state()).toEqual({
      kind: 'open',
      until: FAKE_START + 15_000,
      failedProbes: 0,
      reason: 'tiempo',
      probing: false,
    });
    breaker.alive();
    expect(await breaker.enter(signal)).toBe('go');
  });

  it('starts counting anew at each answer', () => {
    const { breaker } = setUp();
    for (const request of ['a', 'b', 'a', 'b']) breaker.failed(request, 'red', false);
    breaker.alive();
    for (const request of ['a', 'b', 'a', 'b']) breaker.failed(request, 'red', false);
    expect(breaker.state().kind).toBe('closed');
  });

  it('probes after 15 s, 30 s and every 60 s, another one in line each time', async () => {
    const { breaker, clock, open, signal } = setUp();
    open();
    const probes: string[] = [];
    const wait = (name: string): void => {
      void breaker.enter(signal).then((gate) => {
        probes.push(`${name} ${gate} ${String((clock.now() - FAKE_START) / 1000)}`);
        if (gate !== 'probe' || probes.length === 5) return;
        breaker.failed(name, 'red', true);
        wait(name);
      });
    };
    wait('a');
    wait('b');
    await clock.advance(225_000);
    expect(probes).toEqual(['a probe 15', 'b probe 45', 'a probe 105', 'b probe 165', 'a probe 225']);
    breaker.alive();
    await clock.advance(0);
    expect(probes.slice(5)).toEqual(['b go 225']);
  });

  it('lets those go who wait no longer than a number of failed probes', async () => {
    const { breaker, clock, open, signal } = setUp();
    open();
    const gates = [breaker.enter(signal, 1), breaker.enter(signal, 1), breaker.enter(signal)];
    await clock.advance(15_000);
    expect(await gates[0]).toBe('probe');
    breaker.failed('a', 'red', true);
    expect(await gates[1]).toBe('gave-up');
    expect(await breaker.enter(signal, 1)).toBe('gave-up');
    await clock.advance(30_000);
    expect(await gates[2]).toBe('probe');
  });

  it('gives the probe to the next in line where it is cancelled, and to a newcomer where nobody waits', async () => {
    const { breaker, clock, open, signal } = setUp();
    open();
    await clock.advance(20_000);
    expect(await breaker.enter(signal)).toBe('probe');
    const second = breaker.enter(signal);
    breaker.probeLost();
    expect(await second).toBe('probe');
    expect(breaker.state()).toMatchObject({ failedProbes: 0, probing: true });
  });

  it('ignores failures that were on their way when it opened, and closes at such an answer', async () => {
    const { breaker, open, signal } = setUp();
    open();
    breaker.failed('c', 'tiempo', false);
    expect(breaker.state()).toMatchObject({ reason: 'servidor', failedProbes: 0 });
    const waiting = breaker.enter(signal);
    breaker.alive();
    expect(await waiting).toBe('go');
  });

  it('leaves the line at once when cancelled', async () => {
    const { breaker, clock, open } = setUp();
    open();
    const abort = new AbortController();
    const gone = breaker.enter(abort.signal);
    const stays = breaker.enter(new AbortController().signal);
    abort.abort();
    await expect(gone).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }));
    await expect(breaker.enter(abort.signal)).rejects.toThrow(
      expect.objectContaining({ name: 'AbortError' }),
    );
    await clock.advance(15_000);
    expect(await stays).toBe('probe');
  });

  it('leaves no timer behind when closed', () => {
    const { breaker, closing, clock, open } = setUp();
    open();
    expect(clock.waits()).toEqual([15_000]);
    closing.abort();
    expect(clock.waits()).toEqual([]);
    expect(breaker.state().kind).toBe('open');
  });

  it('tells of every change', async () => {
    const { breaker, clock, open, seen, signal } = setUp();
    open();
    const gate = breaker.enter(signal);
    await clock.advance(15_000);
    await gate;
    breaker.failed('a', 'red', true);
    breaker.alive();
    expect(
      seen.map((state) => (state.kind === 'open' ? `${String(state.probing)} ${state.reason}` : 'closed')),
    ).toEqual(['false servidor', 'true servidor', 'false red', 'closed']);
  });
});
