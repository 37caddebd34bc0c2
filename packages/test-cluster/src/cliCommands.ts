import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { InputError } from '@backstage/errors';
import type { ContainerRef } from '@silogen/sandbox-cluster';
import type { Component } from './component';

/** What a running cluster can be asked for on its standard input, one JSON object a line. */
export type CliCommand =
  | { do: 'kill' | 'start'; component: string }
  | { do: 'log'; ref: ContainerRef; lines: string[] };

/** Reads one line; errors name the field and the remedy. */
export function readCliCommand(line: string): CliCommand {
  const [[name, value], ...more] = entriesOf(parse(line), 'a command');
  if (more.length > 0) {
    throw new InputError(
      `a command has one key; '${more[0][0]}' is one too many`,
    );
  }
  switch (name) {
    case 'kill':
    case 'start':
      return { do: name, component: textOf(value, name) };
    case 'log': {
      const { namespace, pod, container, lines } = Object.fromEntries(
        entriesOf(value, 'log'),
      );
      if (!Array.isArray(lines)) {
        throw new InputError('log.lines: give a list of lines');
      }
      return {
        do: 'log',
        ref: {
          namespace: textOf(namespace, 'log.namespace'),
          pod: textOf(pod, 'log.pod'),
          container: textOf(container, 'log.container'),
        },
        lines: lines.map(text => textOf(text, 'log.lines')),
      };
    }
    default:
      throw new InputError(
        `'${name}' is no command; choose from kill, start, log`,
      );
  }
}

/**
 * Carries out the commands of `input`, one after the other, and answers each with a line: what is done, or `error`.
 * Resolves when the input ends.
 */
export async function serveCliCommands(options: {
  input: Readable;
  components: readonly Component[];
  writeLog(ref: ContainerRef, lines: readonly string[]): void;
  answer(line: object): void;
}): Promise<void> {
  const { input, components, writeLog, answer } = options;
  const find = (name: string) => {
    const found = components.find(component => component.name === name);
    if (!found) {
      const names = components.map(component => component.name).join(', ');
      throw new InputError(
        `there is no component '${name}'; choose from ${names}`,
      );
    }
    return found;
  };
  const carryOut = async (command: CliCommand): Promise<object> => {
    if (command.do === 'log') {
      writeLog(command.ref, command.lines);
      return { logged: command.ref.pod };
    }
    const component = find(command.component);
    if (command.do === 'kill') {
      await component.stop();
      return { killed: component.name };
    }
    await component.start();
    await component.ready();
    return { started: component.name };
  };
  for await (const line of createInterface({ input })) {
    try {
      answer(await carryOut(readCliCommand(line)));
    } catch (error) {
      answer({ error: error instanceof Error ? error.message : String(error) });
    }
  }
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw new InputError(
      `'${line}' is not JSON; write a command such as {"kill":"etcd"}`,
    );
  }
}

function entriesOf(value: unknown, what: string): [string, unknown][] {
  const entries =
    value && typeof value === 'object' && !Array.isArray(value)
      ? Object.entries(value)
      : [];
  if (entries.length === 0) {
    throw new InputError(`${what} is an object, such as {"kill":"etcd"}`);
  }
  return entries;
}

function textOf(value: unknown, field: string): string {
  if (typeof value !== 'string') {
    throw new InputError(`${field}: give a text`);
  }
  return value;
}
