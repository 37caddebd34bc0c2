// Command keeper owns the processes and the folder of one test cluster. It takes JSON commands on its standard input
// and reports on its standard output, a line each. When its input ends, because its caller is done or was killed, it
// ends every process, removes the folder and exits: nothing is left behind.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"os/signal"
	"runtime"
	"syscall"
)

// A command line may carry long arguments, such as a whole configuration.
const longestLine = 1 << 20

type command struct {
	ID      int      `json:"id"`
	Do      string   `json:"do"`
	Name    string   `json:"name"`
	Program string   `json:"program"`
	Args    []string `json:"args"`
	Folder  string   `json:"folder"`
	Log     string   `json:"log"`
	Signal  string   `json:"signal"`

	certificateRequest
}

func main() {
	// Children are killed by the kernel when the thread that started them ends: all are started from this one.
	runtime.LockOSThread()
	folder, err := os.MkdirTemp("", "test-cluster-")
	if err != nil {
		fmt.Fprintln(os.Stderr, "keeper:", err)
		os.Exit(1)
	}
	reports := newReporter(os.Stdout)
	keeper := newKeeper(folder, reports)
	authority, err := newAuthority(folder)
	if err != nil {
		_ = os.RemoveAll(folder)
		fmt.Fprintln(os.Stderr, "keeper:", err)
		os.Exit(1)
	}
	interrupted := make(chan os.Signal, 1)
	signal.Notify(interrupted, syscall.SIGTERM, syscall.SIGINT, syscall.SIGHUP)
	// The caller may be gone when something is reported: that shows at the input.
	signal.Ignore(syscall.SIGPIPE)

	reports.send(map[string]any{"event": "ready", "folder": folder, "pid": os.Getpid()})
	commands := readCommands()
	for open := true; open; {
		select {
		case <-interrupted:
			open = false
		case next, more := <-commands:
			if !more {
				open = false
				break
			}
			answer, err := execute(keeper, authority, next)
			if answer == nil {
				answer = map[string]any{}
			}
			answer["id"] = next.ID
			if err != nil {
				answer["error"] = err.Error()
			}
			reports.send(answer)
		}
	}
	keeper.endAll()
	if err := removeFolder(folder); err != nil {
		fmt.Fprintln(os.Stderr, "keeper:", err)
		os.Exit(1)
	}
}

func readCommands() <-chan command {
	commands := make(chan command)
	go func() {
		defer close(commands)
		lines := bufio.NewScanner(os.Stdin)
		lines.Buffer(make([]byte, 0, 64*1024), longestLine)
		for lines.Scan() {
			var next command
			if err := json.Unmarshal(lines.Bytes(), &next); err != nil {
				fmt.Fprintln(os.Stderr, "keeper: not a command:", err)
				return
			}
			commands <- next
		}
	}()
	return commands
}

func execute(keeper *keeper, authority *authority, next command) (map[string]any, error) {
	switch next.Do {
	case "start":
		pid, err := keeper.start(next)
		return map[string]any{"pid": pid}, err
	case "signal":
		return nil, keeper.signal(next.Name, next.Signal)
	case "certificate":
		return nil, authority.issue(next.Name, next.certificateRequest)
	default:
		return nil, fmt.Errorf("unknown command %q", next.Do)
	}
}
