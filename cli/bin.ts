#!/usr/bin/env node
/** The program `vsva`. */
import './late-optimizing.ts';
import { main } from './main.ts';
import { surroundingsOf } from './process.ts';

process.exitCode = await main(process.argv.slice(2), surroundingsOf(process));
