/** The workbook part's own types: they stand in `shared/`, since runs and the window speak them too. */
export type * from '../../shared/workbook.ts';
