/** Of every account of the world. */
export const WORLD_PASSWORD = "Yanshi-2022-guopei";
