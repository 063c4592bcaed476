// Command database lets a script work on a real database, SQLite, in transactions that it
// cannot forget: the transaction is lent by minipy.Own, and rolled back at the moment at
// which the script lets go of it without a commit.
//
//	go run .
package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log"
	"os"

	"github.com/minipy-go/minipy"
	_ "modernc.org/sqlite" // registers the driver
)

// A Tx is a transaction as scripts see it: tx.exec(sql, …), tx.query(sql, …), tx.commit().
type Tx struct {
	tx *sql.Tx
}

// Exec runs a statement and returns how many rows it changed.
func (t *Tx) Exec(ctx context.Context, query string, args ...any) (int64, error) {
	r, err := t.tx.ExecContext(ctx, query, args...)
	if err != nil {
		return 0, err
	}
	return r.RowsAffected()
}

// Query returns the rows of a query as dicts.
func (t *Tx) Query(ctx context.Context, query string, args ...any) ([]map[string]any, error) {
	rows, err := t.tx.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	names, err := rows.Columns()
	if err != nil {
		return nil, err
	}
	var out []map[string]any
	for rows.Next() {
		values, ptrs := make([]any, len(names)), make([]any, len(names))
		for k := range values {
			ptrs[k] = &values[k]
		}
		if err := rows.Scan(ptrs...); err != nil {
			return nil, err
		}
		row := map[string]any{}
		for k, n := range names {
			row[n] = values[k]
		}
		out = append(out, row)
	}
	return out, rows.Err()
}

// Commit makes what the transaction did last.
func (t *Tx) Commit() error { return t.tx.Commit() }

// end is what the death of the script's last reference does: nothing after a commit.
func (t *Tx) end() error {
	if err := t.tx.Rollback(); !errors.Is(err, sql.ErrTxDone) {
		return err
	}
	return nil
}

// begin is begin() in scripts. The context is that of the call from Go, not the
// transaction's: a transaction lives as long as its object.
func begin(db *sql.DB) func(ctx context.Context) (minipy.Owned, error) {
	return func(ctx context.Context) (minipy.Owned, error) {
		tx, err := db.BeginTx(context.WithoutCancel(ctx), nil)
		return minipy.Own(&Tx{tx}, (*Tx).end), err
	}
}

const script = `
def pay(source, target, amount):
    tx = begin()
    tx.exec('update account set balance = balance - ? where name = ?', amount, source)
    tx.exec('update account set balance = balance + ? where name = ?', amount, target)
    for row in tx.query('select name, balance from account where name = ?', source):
        if row['balance'] < 0:
            raise ValueError(f"{row['name']} has only {row['balance'] + amount}")
    tx.commit()
`

// open opens a database in a file with two accounts, and an interpreter for it. With one
// connection, a transaction that is not over keeps every other from beginning.
func open(ctx context.Context, file, src string) (*sql.DB, *minipy.Interp, error) {
	db, err := sql.Open("sqlite", file)
	if err != nil {
		return nil, nil, err
	}
	db.SetMaxOpenConns(1)
	_, err = db.ExecContext(ctx, "create table account (name text primary key, balance integer); insert into account values ('ann', 100), ('bob', 0)")
	if err != nil {
		return nil, nil, err
	}
	code, err := minipy.Compile("pay.py", src)
	if err != nil {
		return nil, nil, err
	}
	in := minipy.New(minipy.Config{Stderr: os.Stderr, Limits: minipy.Limits{Steps: 1e6, Memory: 32 << 20}})
	if err := in.Set("begin", begin(db)); err != nil {
		return nil, nil, err
	}
	return db, in, in.Run(ctx, code)
}

// balance is what an account has.
func balance(ctx context.Context, db *sql.DB, name string) (n int, err error) {
	err = db.QueryRowContext(ctx, "select balance from account where name = ?", name).Scan(&n)
	return n, err
}

func main() {
	ctx := context.Background()
	db, in, err := open(ctx, ":memory:", script)
	if err != nil {
		log.Fatal(err)
	}
	defer db.Close()
	defer in.Close()
	for _, amount := range []int{30, 500} {
		_, err := minipy.Call[any](ctx, in, "pay", "ann", "bob", amount)
		ann, berr := balance(ctx, db, "ann")
		fmt.Printf("paid %d: %v; ann has %d\n", amount, err, ann)
		if berr != nil {
			log.Fatal(berr)
		}
	}
}
