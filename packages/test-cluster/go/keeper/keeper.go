package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"syscall"
	"time"
)

var signals = map[string]syscall.Signal{
	"TERM": syscall.SIGTERM,
	"KILL": syscall.SIGKILL,
	"STOP": syscall.SIGSTOP,
	"CONT": syscall.SIGCONT,
}

// reporter writes whole lines, from several goroutines.
type reporter struct {
	mutex sync.Mutex
	out   *json.Encoder
}

func newReporter(out io.Writer) *reporter {
	return &reporter{out: json.NewEncoder(out)}
}

func (r *reporter) send(report map[string]any) {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	_ = r.out.Encode(report)
}

type process struct {
	pid  int
	done chan struct{}
}

// keeper starts processes, each the leader of a group of its own, and ends them.
type keeper struct {
	folder  string
	reports *reporter
	mutex   sync.Mutex
	running map[string]process
}

func newKeeper(folder string, reports *reporter) *keeper {
	return &keeper{folder: folder, reports: reports, running: map[string]process{}}
}

// start must be called from the main thread, see main.
func (k *keeper) start(wanted command) (int, error) {
	k.mutex.Lock()
	_, taken := k.running[wanted.Name]
	k.mutex.Unlock()
	if taken {
		return 0, fmt.Errorf("%s is running already", wanted.Name)
	}
	folder := filepath.Join(k.folder, wanted.Folder)
	logFile := filepath.Join(k.folder, wanted.Log)
	for _, each := range []string{folder, filepath.Dir(logFile)} {
		if err := os.MkdirAll(each, 0o700); err != nil {
			return 0, err
		}
	}
	log, err := os.OpenFile(logFile, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return 0, err
	}
	defer log.Close()
	child := exec.Command(wanted.Program, wanted.Args...)
	child.Dir = folder
	child.Stdout = log
	child.Stderr = log
	// Whatever the program would put into the home or the temporary folder belongs to the cluster too.
	child.Env = append(os.Environ(), "HOME="+folder, "TMPDIR="+folder)
	child.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGKILL}
	if err := child.Start(); err != nil {
		return 0, err
	}
	started := process{pid: child.Process.Pid, done: make(chan struct{})}
	k.mutex.Lock()
	k.running[wanted.Name] = started
	k.mutex.Unlock()
	go func() {
		_ = child.Wait()
		k.mutex.Lock()
		delete(k.running, wanted.Name)
		k.mutex.Unlock()
		close(started.done)
		state := child.ProcessState
		k.reports.send(map[string]any{"event": "exited", "name": wanted.Name, "how": state.String()})
	}()
	return started.pid, nil
}

// signal goes to the whole group; what is not running needs none.
func (k *keeper) signal(name, signal string) error {
	number, known := signals[signal]
	if !known {
		return fmt.Errorf("unknown signal %q", signal)
	}
	k.mutex.Lock()
	target, running := k.running[name]
	k.mutex.Unlock()
	if !running {
		return nil
	}
	return syscall.Kill(-target.pid, number)
}

// endAll kills: all state is thrown away, so that nothing has to be written first.
func (k *keeper) endAll() {
	k.mutex.Lock()
	targets := make([]process, 0, len(k.running))
	for _, each := range k.running {
		targets = append(targets, each)
	}
	k.mutex.Unlock()
	for _, each := range targets {
		_ = syscall.Kill(-each.pid, syscall.SIGKILL)
	}
	for _, each := range targets {
		<-each.done
	}
}

// removeFolder tries again for a moment: a process that was just killed may still have been writing.
func removeFolder(folder string) error {
	var err error
	for range 20 {
		if err = os.RemoveAll(folder); err == nil {
			return nil
		}
		time.Sleep(50 * time.Millisecond)
	}
	return err
}
