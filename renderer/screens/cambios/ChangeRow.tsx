import { ActionIcon } from '@mantine/core';
import { memo, type ReactNode } from 'react';
import type { PartnerChange } from '../../../shared/contract.ts';
import { DEADLINE_SOURCE } from '../../../shared/deadline.ts';
import { toLimaDay, toLimaMinute } from '../../../shared/time.ts';
import { fuenteWords, type Veredicto } from '../../../shared/verdict.ts';
import { Icon, type IconName } from '../../components/Icon.tsx';
import { Verdict } from '../../components/Verdict.tsx';
import { changeWords, courseWord, dayName } from './words.ts';
import styles from './Cambios.module.css';

interface ChangeRowProps {
  index: number;
  /** Pixels from the top of the list. */
  top: number;
  /** Undefined while it is being fetched. */
  change: PartnerChange | undefined;
  /** Names of its partner's groups. */
  groups: string;
  firstOfDay: boolean;
  focusable: boolean;
  now: number;
  onOpen(index: number): Promise<void>;
  onMark(index: number, leido: boolean): Promise<void>;
}

/** One change. Only the first row of a day shows it; the others tell it to screen readers. */
export const ChangeRow = memo(function ChangeRow(props: ChangeRowProps) {
  const { index, top, change, firstOfDay, focusable, onOpen } = props;
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      tabIndex={focusable ? 0 : -1}
      className={styles.line}
      data-first={firstOfDay || undefined}
      data-unread={change?.leido === false || undefined}
      style={{ transform: `translateY(${String(top)}px)` }}
      onClick={() => void onOpen(index)}
    >
      {change === undefined ? <Loading index={index} /> : <Cells {...props} change={change} />}
    </div>
  );
});

function Cells({
  index,
  change,
  groups,
  firstOfDay,
  now,
  onMark,
}: ChangeRowProps & { change: PartnerChange }) {
  const mark = change.leido ? 'Marcar como no leído' : 'Marcar como leído';
  return (
    <>
      <Cell at={1} className={styles.day}>
        {firstOfDay ? (
          <DayHead at={change.notadoEn} now={now} />
        ) : (
          <span className="sr">{toLimaDay(change.notadoEn)}</span>
        )}
      </Cell>
      <Cell at={2} className={styles.hour} title={sourceTitle(change)}>
        {toLimaMinute(change.notadoEn).slice(11)}
        {change.leido ? null : <span className="sr"> sin leer</span>}
      </Cell>
      <Cell at={3} className={styles.course}>
        <Course change={change} />
      </Cell>
      <Cell at={4} className={styles.what}>
        <Who change={change} />
        <What change={change} />
      </Cell>
      <Cell at={5} className={styles.group} title={groups}>
        <span className="el">{groups}</span>
        <ActionIcon
          size="xs"
          className={styles.mark}
          tabIndex={-1}
          aria-label={mark}
          title={`${mark} (L)`}
          onClick={(event) => {
            event.stopPropagation();
            void onMark(index, !change.leido);
          }}
        >
          <Icon name={change.leido ? 'noleido' : 'copiado'} />
        </ActionIcon>
      </Cell>
    </>
  );
}

interface CellProps {
  at: number;
  className: string | undefined;
  title?: string;
  children?: ReactNode;
}

function Cell({ at, className, title, children }: CellProps) {
  return (
    <div role="gridcell" aria-colindex={at} className={className} title={title}>
      {children}
    </div>
  );
}

/** A day, and its date below. */
export function DayHead({ at, now }: { at: number; now: number }) {
  return (
    <>
      <b>{dayName(at, now)}</b>
      <small>{toLimaDay(at)}</small>
    </>
  );
}

const ARROWS: Record<PartnerChange['rumbo'], IconName> = { peor: 'peor', mejor: 'mejor', otro: 'hacia' };

/** The verdicts before and after with an arrow down or up; where they stayed, or other data changed, the one of now. */
function Course({ change: { rumbo, campo, veredictoDe, veredictoA } }: { change: PartnerChange }) {
  const word = courseWord(rumbo);
  const moved = campo !== 'razonSocial' && campo !== 'direccion' && veredictoDe !== veredictoA;
  return (
    <>
      {word === '' ? null : <span className="sr">{word}: de </span>}
      {moved ? (
        <>
          <span className={styles.from}>
            <VerdictOrNone of={veredictoDe} quiet />
          </span>
          <span className={styles.arrow} data-course={rumbo} title={word === '' ? undefined : word}>
            <Icon name={ARROWS[rumbo]} />
          </span>
          <span className="sr"> a </span>
        </>
      ) : null}
      <span className={styles.to}>
        <VerdictOrNone of={veredictoA} quiet={veredictoA === 'APTO'} />
      </span>
    </>
  );
}

function VerdictOrNone({ of, quiet }: { of: Veredicto | null; quiet: boolean }) {
  return of === null ? <span className="t3">Sin dato</span> : <Verdict of={of} quiet={quiet} />;
}

function Who({ change: { ruc, razonSocial, alias } }: { change: PartnerChange }) {
  const name = razonSocial === '' ? alias : razonSocial;
  const more = razonSocial !== '' && alias !== '' && alias !== razonSocial ? alias : '';
  return (
    <p className={styles.who} title={[name, more, ruc].filter((part) => part !== '').join(' · ')}>
      {name === '' ? null : <span className={`el ${styles.name ?? ''}`}>{name}</span>}
      {more === '' ? null : <span className={`el ${styles.alias ?? ''}`}>{more}</span>}
      <span className={name === '' ? styles.name : styles.ruc}>{ruc}</span>
    </p>
  );
}

function What({ change }: { change: PartnerChange }) {
  const words = changeWords(change);
  const { plazo } = change;
  return (
    <p
      className={styles.words}
      title={plazo === '' ? words : `${words}. ${plazo} Fuente: ${DEADLINE_SOURCE}.`}
    >
      <span className="el">{plazo === '' ? words : `${words}.`}</span>
      {plazo === '' ? null : <span className={`el ${styles.deadline ?? ''}`}>{plazo}</span>}
    </p>
  );
}

function sourceTitle({ notadoEn, fuente, datoAl }: PartnerChange): string {
  const dated = datoAl === null ? '' : `, dato al ${toLimaDay(datoAl)}`;
  return `Notado el ${toLimaMinute(notadoEn)} · ${fuenteWords(fuente)}${dated}`;
}

function Loading({ index }: { index: number }) {
  return (
    <>
      <Cell at={1} className={styles.day} />
      <Cell at={2} className={styles.hour} />
      <Cell at={3} className={styles.course} />
      <Cell at={4} className={styles.what}>
        <span className={styles.skeleton} style={{ width: `${String(30 + ((index * 37) % 40))}%` }} />
      </Cell>
      <Cell at={5} className={styles.group} />
    </>
  );
}
