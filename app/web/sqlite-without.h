/* What stands in for the statements that are left out of SQLite in the browser (app/web/build): ALTER TABLE, ANALYZE, CREATE TRIGGER,
** CREATE VIEW, CREATE VIRTUAL TABLE, REINDEX. SQLite's grammar names these functions all the same; whoever says such a statement gets a plain error. A migration that needs
** one puts it back: the vault's own tests run with this very SQLite.
**
** Put before every C file. Where nothing calls them, the compiler drops them.
*/
#ifndef WAYSIDE_SQLITE_WITHOUT_H
#define WAYSIDE_SQLITE_WITHOUT_H

typedef struct Expr Expr;
typedef struct ExprList ExprList;
typedef struct IdList IdList;
typedef struct Parse Parse;
typedef struct Select Select;
typedef struct SrcList SrcList;
typedef struct Token Token;
typedef struct TriggerStep TriggerStep;
typedef struct Upsert Upsert;
typedef struct sqlite3 sqlite3;

static void sqlite3ErrorMsg(Parse *, const char *, ...);

static void left_out(Parse *parse) { sqlite3ErrorMsg(parse, "this statement is left out of this build"); }

static void sqlite3AlterAddConstraint(Parse *p, SrcList *a, Token *b, Token *c, const char *d, int e, Expr *f) { left_out(p); }
static void sqlite3AlterBeginAddColumn(Parse *p, SrcList *a) { left_out(p); }
static void sqlite3AlterDropColumn(Parse *p, SrcList *a, const Token *b) { left_out(p); }
static void sqlite3AlterDropConstraint(Parse *p, SrcList *a, Token *b, Token *c) { left_out(p); }
static void sqlite3AlterFinishAddColumn(Parse *p, Token *a) { left_out(p); }
static void sqlite3AlterRenameColumn(Parse *p, SrcList *a, Token *b, Token *c) { left_out(p); }
static void sqlite3AlterRenameTable(Parse *p, SrcList *a, Token *b) { left_out(p); }
static void sqlite3AlterSetNotNull(Parse *p, SrcList *a, Token *b, Token *c) { left_out(p); }
static void sqlite3Analyze(Parse *p, Token *a, Token *b) { left_out(p); }
static void sqlite3BeginTrigger(Parse *p, Token *a, Token *b, int c, int d, IdList *e, SrcList *f, Expr *g, int h, int i) { left_out(p); }
static void sqlite3CreateView(Parse *p, Token *a, Token *b, Token *c, ExprList *d, Select *e, int f, int g) { left_out(p); }
static void sqlite3DeleteTriggerStep(sqlite3 *a, TriggerStep *b) {}
static void sqlite3DropTrigger(Parse *p, SrcList *a, int b) { left_out(p); }
static void sqlite3FinishTrigger(Parse *p, TriggerStep *a, Token *b) { left_out(p); }
static void sqlite3Reindex(Parse *p, Token *a, Token *b) { left_out(p); }
static TriggerStep *sqlite3TriggerDeleteStep(Parse *p, SrcList *a, Expr *b, const char *c, const char *d) { return 0; }
static TriggerStep *sqlite3TriggerInsertStep(Parse *p, SrcList *a, IdList *b, Select *c, unsigned char d, Upsert *e, const char *f,
                                             const char *g) { return 0; }
static TriggerStep *sqlite3TriggerSelectStep(sqlite3 *a, Select *b, const char *c, const char *d) { return 0; }
static TriggerStep *sqlite3TriggerUpdateStep(Parse *p, SrcList *a, SrcList *b, ExprList *c, Expr *d, unsigned char e, const char *f,
                                             const char *g) { return 0; }
static void sqlite3VtabArgExtend(Parse *p, Token *a) { left_out(p); }
static void sqlite3VtabArgInit(Parse *p) { left_out(p); }
static void sqlite3VtabBeginParse(Parse *p, Token *a, Token *b, Token *c, int d) { left_out(p); }
static void sqlite3VtabFinishParse(Parse *p, Token *a) { left_out(p); }

#endif
