/**
 * Every error that a person can meet: a stable code, a Spanish sentence that says what to do next, and the
 * exit code of the command line. Technical detail (paths, causes) never goes into the sentence.
 */

/** Exit codes of the command line; a contract with scripts. */
export const EXIT = {
  done: 0,
  usage: 2,
  unanswered: 3,
  input: 4,
  account: 5,
  data: 6,
  cancelled: 130,
} as const;

interface ErrorKind {
  exit: number;
  sentence: string;
}

/** Sentences may hold `{name}` places, filled from the error's `data`. */
export const ERRORS = {
  'archivo-no-existe': {
    exit: 4,
    sentence: 'No se encuentra el archivo. Revise si lo movieron o cambió de nombre.',
  },
  'archivo-sin-permiso': {
    exit: 4,
    sentence: 'No se puede leer el archivo. Ciérrelo en otros programas o revise sus permisos.',
  },
  'archivo-vacio': { exit: 4, sentence: 'El archivo está vacío. Elija el libro que tiene los RUC.' },
  'archivo-no-libro': {
    exit: 4,
    sentence:
      'Este archivo no es un libro ni una tabla que se lea (.xlsx, .xlsm, .xls, .xlsb, .ods, .csv, .txt). Ábralo en Excel y guárdelo como libro .xlsx.',
  },
  'archivo-otro-formato': {
    exit: 4,
    sentence: 'Este formato ({formato}) no se lee. Ábralo en Excel y guárdelo como libro .xlsx.',
  },
  'formato-demasiado-grande': {
    exit: 4,
    sentence:
      'El archivo es demasiado grande para leerlo en este formato ({formato}). Ábralo en Excel y guárdelo como libro .xlsx, que se lee de cualquier tamaño.',
  },
  'archivo-cifrado': {
    exit: 4,
    sentence:
      'El libro tiene contraseña de apertura. Quítesela en Excel (Archivo › Información) y vuelva a soltarlo.',
  },
  'archivo-danado': {
    exit: 4,
    sentence:
      'El libro está dañado y no se puede leer entero. Ábralo en Excel, repárelo y guárdelo de nuevo.',
  },
  'archivo-demasiado-grande': {
    exit: 4,
    sentence:
      'El libro declara más datos de los que se pueden leer con seguridad. Guárdelo de nuevo desde Excel.',
  },
  'archivo-cambio': {
    exit: 4,
    sentence: 'El libro cambió desde que se leyó. Vuelva a soltarlo para empezar con la versión nueva.',
  },
  'libro-sin-hojas': { exit: 4, sentence: 'El libro no tiene hojas con datos. Elija otro libro.' },
  'libro-sin-espacio': {
    exit: 4,
    sentence: 'No queda espacio a la derecha de los datos para las columnas de resultados.',
  },
  'hoja-no-existe': { exit: 4, sentence: 'El libro no tiene la hoja «{hoja}». Elija una de sus hojas.' },
  'columna-no-existe': {
    exit: 4,
    sentence: 'La hoja no tiene la columna «{columna}». Escriba su letra, por ejemplo E.',
  },
  'sin-columna-ruc': {
    exit: 4,
    sentence: 'Este libro no tiene una columna con RUC. Elija la columna usted mismo en «Columna».',
  },
  'columna-sin-ruc': {
    exit: 4,
    sentence:
      'Se halló la columna {columna} («{titulo}»), pero no tiene ningún RUC. Revise el libro o elija otra columna.',
  },
  'columna-un-solo-ruc': {
    exit: 4,
    sentence:
      'La única columna con RUC repite un solo número en todas las filas: puede ser el de su empresa. Confírmelo con --aceptar o elija otra con --columna.',
  },
  'libro-firmado': {
    exit: 4,
    sentence: 'El libro tiene firma digital y la copia la perderá. Acéptelo con --aceptar.',
  },
  'salida-es-origen': {
    exit: 2,
    sentence: 'La copia no puede reemplazar al libro original. Elija otro nombre.',
  },
  'salida-extension': {
    exit: 2,
    sentence: 'La extensión de la copia debe ser {extension}.',
  },
  'salida-sin-permiso': {
    exit: 4,
    sentence: 'No se pudo escribir la copia en esa carpeta. Elija otra; los resultados siguen aquí.',
  },
  'salida-abierta': {
    exit: 4,
    sentence: 'El archivo está abierto en otro programa. Ciérrelo en Excel y vuelva a guardarlo.',
  },
  'disco-lleno': {
    exit: 4,
    sentence: 'No queda espacio en el disco. Libere espacio y vuelva a guardar; los resultados siguen aquí.',
  },
  'copia-no-verificada': {
    exit: 4,
    sentence:
      'La copia no pasó su revisión y se descartó. Su libro está intacto; avísenos con el código {detalle}.',
  },
  'token-falta': {
    exit: 5,
    sentence: 'Falta el token de Migo. Ingréselo en Ajustes o en HABIDO_MIGO_TOKEN.',
  },
  'token-rechazado': {
    exit: 5,
    sentence: 'Migo rechazó el token. No se consultó nada más; revise el token en Ajustes.',
  },
  'plan-agotado': {
    exit: 5,
    sentence:
      'Se agotaron las consultas de su plan. Quedan {pendientes} RUC por consultar; puede retomar esta corrida cuando lo renueve.',
  },
  'tope-alcanzado': {
    exit: 5,
    sentence:
      'La corrida llegó a su tope de {tope} consultas. Quedan {pendientes} RUC; puede retomarla con otro tope.',
  },
  'direccion-equivocada': {
    exit: 3,
    sentence: 'La dirección de la API no responde como Migo. Revise la dirección en Ajustes.',
  },
  'direccion-invalida': {
    exit: 2,
    sentence: 'La dirección de la API debe empezar con https:// (http:// solo en esta misma computadora).',
  },
  'migo-no-responde': {
    exit: 3,
    sentence: 'Migo no responde. Vuelva a intentar en unos minutos; lo ya respondido se conserva.',
  },
  'migo-respuesta': {
    exit: 3,
    sentence: 'Migo respondió algo que no se entiende. Vuelva a intentar en unos minutos.',
  },
  'ruc-invalido': { exit: 2, sentence: '«{ruc}» no es un RUC.' },
  'corrida-no-existe': { exit: 2, sentence: 'No existe esa corrida. Vea las que hay con «habido corridas».' },
  'socios-en-refresco': {
    exit: 6,
    sentence:
      'Ya se está refrescando a los socios, en esta ventana o en otra. Espere a que termine o cancélelo.',
  },
  'socios-nada-vencido': {
    exit: 0,
    sentence: 'Ningún socio tiene su respuesta vencida: no hay nada que consultar.',
  },
  'socio-no-existe': { exit: 4, sentence: 'Ese RUC no es socio. Agréguelo antes de consultarlo aquí.' },
  'inicio-con-sesion': {
    exit: 1,
    sentence:
      'No se pudo cambiar el inicio con la sesión. Revise los permisos de su carpeta de configuración y vuelva a marcarlo.',
  },
  'socios-archivo-o-ruc': {
    exit: 2,
    sentence: 'Dé un solo archivo, o uno o más RUC; no ambos a la vez.',
  },
  'socios-alias-de-uno': {
    exit: 2,
    sentence: 'El alias es de un solo RUC: dé uno solo, o agréguelos sin --alias.',
  },
  'grupo-ya-existe': { exit: 4, sentence: 'Ya hay un grupo con ese nombre. Elija otro nombre.' },
  'grupo-no-existe': { exit: 4, sentence: 'Ese grupo ya no existe. Elija otro de la lista.' },
  'corrida-en-uso': {
    exit: 6,
    sentence: 'Otra ventana u otro comando está trabajando en esa corrida. Espere a que termine.',
  },
  'corrida-sin-pendientes': { exit: 2, sentence: 'Esa corrida ya terminó: no queda nada por retomar.' },
  'datos-version-nueva': {
    exit: 6,
    sentence:
      'Estos datos son de una versión más nueva de Habido. Actualice Habido en esta computadora; no se tocó nada.',
  },
  'datos-danados': {
    exit: 6,
    sentence:
      'La base de datos de Habido está dañada. No se tocó nada: copie la carpeta de datos y restaure un respaldo.',
  },
  'auditoria-alterada': {
    exit: 1,
    sentence:
      'El registro de auditoría no coincide consigo mismo: alguien modificó la base de datos. Guarde una copia de la carpeta de datos y avísenos.',
  },
  'datos-bloqueados': {
    exit: 6,
    sentence: 'Otro programa tiene tomada la base de datos de Habido. Ciérrelo y vuelva a abrir.',
  },
  'datos-sin-permiso': {
    exit: 6,
    sentence:
      'No se puede escribir en la carpeta de datos de Habido. Revise sus permisos o elija otra con HABIDO_DATOS.',
  },
  'datos-carpeta-invalida': {
    exit: 6,
    sentence: 'La carpeta de datos de Habido no es una carpeta. Elija otra con HABIDO_DATOS.',
  },
  'datos-en-red': {
    exit: 6,
    sentence:
      'La carpeta de datos está en una unidad de red, donde la base de datos no es segura. Elija una carpeta de esta computadora.',
  },
  'llavero-no-disponible': {
    exit: 5,
    sentence:
      'Esta computadora no ofrece un llavero para guardar el token. Se usará solo mientras Habido esté abierto.',
  },
  'ajuste-invalido': { exit: 2, sentence: 'El valor de «{ajuste}» no es válido: {motivo}.' },
  'entrada-invalida': {
    exit: 2,
    sentence: 'La ventana envió un dato que no corresponde. Vuelva a intentarlo.',
  },
  'archivo-desconocido': {
    exit: 4,
    sentence: 'Ese archivo ya no está abierto en Habido. Vuelva a soltarlo.',
  },
  'archivo-sin-programa': {
    exit: 1,
    sentence: 'Esta computadora no tiene un programa para abrir el libro. Búsquelo con «Mostrar en carpeta».',
  },
  'portapapeles-vacio': {
    exit: 4,
    sentence: 'El portapapeles no tiene texto. Copie los RUC desde su libro o su correo y vuelva a pegar.',
  },
  'padron-falta': {
    exit: 4,
    sentence: 'No hay un padrón en esta computadora. Impórtelo en «Padrón» o con «habido padron importar».',
  },
  'padron-en-uso': {
    exit: 6,
    sentence: 'Otra ventana u otro comando está importando el padrón. Espere a que termine.',
  },
  'padron-otro-formato': {
    exit: 4,
    sentence:
      'Este archivo no es el padrón reducido de SUNAT: se esperaban las columnas {esperadas}. Descargue padron_reducido_ruc.zip y no lo modifique.',
  },
  'padron-archivo-danado': {
    exit: 4,
    sentence:
      'El archivo del padrón está incompleto o dañado. Descárguelo de nuevo; el padrón anterior sigue en uso.',
  },
  'padron-sin-fecha': {
    exit: 4,
    sentence: 'El archivo no dice de qué fecha es. Indíquela en la ventana o con --fecha AAAA-MM-DD.',
  },
  'padron-mas-antiguo': {
    exit: 4,
    sentence:
      'Este padrón es del {fecha}, más antiguo que el que está en uso ({enUso}). Acéptelo con --aceptar si lo quiere de todos modos.',
  },
  'padron-sin-espacio': {
    exit: 4,
    sentence:
      'No hay espacio en el disco para el padrón: faltan {faltan} MB. Libere espacio y vuelva a importar; el padrón anterior sigue en uso.',
  },
  'padron-danado': {
    exit: 4,
    sentence:
      'El padrón de esta computadora está dañado y no se usa. Vuelva a importarlo; las consultas a Migo siguen.',
  },
  'lista-otro-formato': {
    exit: 4,
    sentence:
      'Este archivo no es {lista}: se esperaban las columnas {esperadas}. Descárguelo de SUNAT y no lo modifique.',
  },
  'lista-ambigua': {
    exit: 4,
    sentence:
      'No se sabe cuál de las listas de SUNAT es este archivo: varias tienen las mismas columnas. Impórtelo desde la línea de su lista.',
  },
  'lista-otra': {
    exit: 4,
    sentence: 'Este archivo parece ser «{parece}», no «{elegida}». Elija el archivo de esa lista.',
  },
  'lista-danada': {
    exit: 4,
    sentence:
      'El archivo de la lista está incompleto o dañado. Descárguelo de nuevo; la lista anterior sigue en uso.',
  },
  'lista-mas-antigua': {
    exit: 4,
    sentence:
      'Esta lista es del {fecha}, más antigua que la que está en uso ({enUso}). Acéptela si la quiere de todos modos; mientras tanto la otra sigue en uso.',
  },
  'descarga-fallida': {
    exit: 4,
    sentence:
      'No se pudo descargar el archivo ({motivo}). Revise su conexión y vuelva a intentarlo: lo ya descargado se conserva.',
  },
  'descarga-no-existe': {
    exit: 4,
    sentence:
      'El archivo ya no está en la dirección de descarga ({estado}). Revise la dirección, o descárguelo de la página de SUNAT y suéltelo aquí.',
  },
  'descarga-no-es-archivo': {
    exit: 4,
    sentence:
      'La dirección de descarga respondió con una página en lugar del archivo. Intente más tarde, o descárguelo de la página de SUNAT y suéltelo aquí.',
  },
  'descarga-demasiado-grande': {
    exit: 4,
    sentence: 'El archivo de la dirección de descarga es demasiado grande. Revise la dirección.',
  },
  'descarga-direccion': {
    exit: 2,
    sentence: 'La dirección de descarga debe empezar con https:// (http:// solo en esta misma computadora).',
  },
  'descarga-sin-espacio': {
    exit: 4,
    sentence: 'No hay espacio en el disco para la descarga. Libere espacio y vuelva a intentarlo.',
  },
  'descarga-en-uso': {
    exit: 6,
    sentence: 'Ese archivo ya se está descargando en otra ventana u otro comando. Espere a que termine.',
  },
  'consulta-multiple-otro-formato': {
    exit: 4,
    sentence:
      'Este archivo no es una respuesta de la Consulta múltiple de SUNAT. Suelte el RM….zip tal como lo descargó.',
  },
  cancelado: { exit: 130, sentence: 'Se canceló. Lo que ya se respondió se conserva y puede retomarse.' },
  interno: {
    exit: 1,
    sentence:
      'Algo falló dentro de Habido. Vuelva a intentarlo; si se repite, avísenos con el código {detalle}.',
  },
} as const satisfies Record<string, ErrorKind>;

export type ErrorCode = keyof typeof ERRORS;

/** What crosses IPC and `--json`: never a path, a token or a stack. */
export interface PlainError {
  code: ErrorCode;
  message: string;
}

/** The sentence of a code with its places filled; a place without a value reads `—`. */
export function errorSentence(code: ErrorCode, data: Record<string, string | number> = {}): string {
  return ERRORS[code].sentence.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = data[name];
    return value === undefined ? '—' : typeof value === 'number' ? value.toLocaleString('es-PE') : value;
  });
}

/** A typed error: thrown inside a process, turned into {@link PlainError} at its edge. */
export class HabidoError extends Error {
  readonly code: ErrorCode;
  readonly data: Record<string, string | number>;

  constructor(code: ErrorCode, data: Record<string, string | number> = {}, options?: ErrorOptions) {
    super(errorSentence(code, data), options);
    this.name = 'HabidoError';
    this.code = code;
    this.data = data;
  }

  /** The exit code of the command line for this error. */
  get exitCode(): number {
    return ERRORS[this.code].exit;
  }

  toPlain(): PlainError {
    return { code: this.code, message: this.message };
  }
}

/** Any thrown thing as a typed error; what is not ours becomes `interno`, its text kept as the cause only. */
export function asHabidoError(error: unknown): HabidoError {
  if (error instanceof HabidoError) return error;
  if (error instanceof Error && error.name === 'AbortError')
    return new HabidoError('cancelado', {}, { cause: error });
  const detalle =
    error instanceof Error ? ((error as NodeJS.ErrnoException).code ?? error.name) : 'desconocido';
  return new HabidoError('interno', { detalle }, { cause: error });
}
