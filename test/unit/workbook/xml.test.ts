import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  applyEdits,
  childElements,
  elementsNamed,
  findElement,
  relationAttribute,
  setAttribute,
  xmlAttribute,
  xmlTags,
} from '../../../main/workbook/xml/tags.ts';
import { decodeXml, encodeAttribute, encodeCellText, unescapeCell } from '../../../main/workbook/xml/text.ts';
import { WellFormedCheck } from '../../../main/workbook/xml/well-formed.ts';

const XML =
  '<?xml version="1.0"?><!-- <a> --><x:root a="1 > 0" xmlns:r="u"><x:item r:id="rId1" n=\'2\'/>' +
  '<x:item n="3"><x:item n="4"/></x:item><![CDATA[<x:item/>]]></x:root>';

describe('tags', () => {
  test('are found with comments, sections and quoted signs passed over', () => {
    expect(
      [...xmlTags(XML)].map((tag) => `${tag.closing ? '/' : ''}${tag.local}${tag.selfClosed ? '/' : ''}`),
    ).toEqual(['root', 'item/', 'item', 'item/', '/item', '/root']);
  });

  test('elements hold their range', () => {
    const items = [...elementsNamed(XML, 'item')];
    expect(items.map(({ tag }) => xmlAttribute(XML, tag, 'n'))).toEqual(['2', '3']);
    expect(relationAttribute(XML, items[0]?.tag as never)).toBe('rId1');
    const root = findElement(XML, 'root');
    expect([...childElements(XML, root as never)]).toHaveLength(2);
    expect(XML.slice(items[1]?.innerStart, items[1]?.innerEnd)).toBe('<x:item n="4"/>');
  });

  test('edits change what they name and nothing else', () => {
    const [first, second] = [...elementsNamed(XML, 'item')];
    const edited = applyEdits(XML, [
      setAttribute(XML, first?.tag as never, 'n', 'ñ "&"'),
      setAttribute(XML, second?.tag as never, 'm', '5'),
    ]);
    expect(edited).toBe(XML.replace("n='2'", "n='Ã± &quot;&amp;&quot;'").replace('n="3"', 'n="3" m="5"'));
    expect(xmlAttribute(edited, [...elementsNamed(edited, 'item')][0]?.tag as never, 'n')).toBe('ñ "&"');
  });

  test.each(['<a', '<a b="1>', '<!-- never', '<![CDATA[', '<?pi', '<!DOCTYPE a [<!ENTITY x "y">]><a/>'])(
    '%j is refused',
    (xml) => {
      expect(() => [...xmlTags(xml)]).toThrow('dañado');
    },
  );
});

describe('text', () => {
  test('any text that Excel can hold survives the way in and out', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
        const plain = text.replace(/\r\n?/g, '\n');
        // oxlint-disable-next-line no-control-regex
        const writable = plain
          .toWellFormed()
          .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '');
        expect(unescapeCell(decodeXml(encodeCellText(text)))).toBe(writable);
      }),
    );
  });

  test('escapes of Excel are text, not characters, when they are ours', () => {
    expect(encodeCellText('a_x000D_b')).toBe('a_x005F_x000D_b');
    expect(unescapeCell('a_x000D_b')).toBe('a\rb');
  });

  test('control characters and lone surrogates go, long texts are cut whole', () => {
    expect(encodeCellText('a\u0000\u0007b\ud800')).toBe(`ab${Buffer.from('\ufffd').toString('latin1')}`);
    const long = `${'x'.repeat(32_766)}😀`;
    expect(encodeCellText(long)).toHaveLength(32_766);
    expect(encodeAttribute('<a b="c">')).toBe('&lt;a b=&quot;c&quot;&gt;');
  });
});

function isSound(xml: string, cut: number): boolean {
  const check = new WellFormedCheck();
  const bytes = Buffer.from(xml);
  for (let at = 0; at < bytes.length; at += cut) check.feed(bytes.subarray(at, at + cut));
  return check.finish();
}

describe('the check of form', () => {
  test.each([1, 2, 3, 7, 64, 10_000])('accepts sound XML in pieces of %d', (cut) => {
    expect(isSound(XML, cut)).toBe(true);
    expect(isSound('<a b = "1" c=\'2\' ><d /></a >', cut)).toBe(true);
  });

  test.each([
    '<a><b></a></b>',
    '<a>',
    '<a/><b/>',
    '<a></a></a>',
    '<a b="1"c="2"/>',
    '<a b=1/>',
    '<a b="<"/>',
    '<a b/>',
    '<a b="1/>',
    '<a><></a>',
    '<a><b</a>',
    '<a></b>',
    '',
    'text',
    '<a/>text<',
  ])('refuses %j', (xml) => {
    for (const cut of [1, 3, 1000]) expect(isSound(xml, cut)).toBe(false);
  });

  test('sees any end tag that is lost', () => {
    const ends = [...XML.matchAll(/<\/[^>]*>/g)];
    for (const end of ends) {
      expect(isSound(XML.slice(0, end.index) + XML.slice(end.index + end[0].length), 5)).toBe(false);
    }
  });
});
