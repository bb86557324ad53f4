using Agent.Node.Containers.Files;
using Agent.Node.Host;
using Agent.Node.Runtime;
using Agent.Node.Volumes;
using Akka.Actor;

namespace Agent.Node.Containers;

/// <summary>The files of the host that belong to instances: hosts, and what a container says of its end.</summary>
internal sealed partial class ContainerActor
{
    private const string PrepareFiles = "PrepareContainerFiles";

    // The status waits for it, so it is given up soon.
    private static readonly TimeSpan MessageDeadline = TimeSpan.FromSeconds(5);

    private ContainerFiles? _files;
    private CallId _filesCall;
    private bool _filesReady;
    private List<string>? _reading;

    private string PodDirectory => VolumePaths.Pod(_setup.Services.Options.RootDirectory, _setup.PodUid);

    private void PrepareContainerFiles()
    {
        _filesReady = false;
        _files = ContainerFilePlan.Next(_target!, _record, _setup.Services.Options);
        var call = NextCall();
        _setup.Services.Ports.Host
            .PrepareContainerFilesAsync(_files, _host.Begin(Timers, call, PrepareFiles, HostCalls.Deadline))
            .PipeTo(Self, success: () => new FilesPrepared(call, null), failure: e => new FilesPrepared(call, HostCalls.Describe(e)));
        _filesCall = call;
    }

    private void OnFilesPrepared(FilesPrepared prepared)
    {
        if (prepared.Call != _filesCall)
        {
            return;
        }

        if (prepared.Error is { } error)
        {
            if (_record.Phase == ContainerPhase.PullingImage)
            {
                _setup.Images.Tell(new Images.CancelImage(_awaited));
                Fail("CreateContainerConfigError", "files of the container: " + error, null);
            }

            return;
        }

        _filesReady = true;
        Create();
    }

    /// <summary>Reads what ended instances say of their end, unless that is known or under way.</summary>
    private void ReadMessages()
    {
        ReadMessage(_record.Instance);
        ReadMessage(_record.Previous);
    }

    private void ReadMessage(ContainerInstance? instance)
    {
        if (!TerminationMessages.IsAwaited(instance) || _reading?.Contains(instance!.Id) == true)
        {
            return;
        }

        (_reading ??= []).Add(instance!.Id);
        if (instance.MessagePath.Length > 0 && TerminationMessages.HasOwnFile(instance, PodDirectory))
        {
            ReadTail(instance.MessagePath, TerminationMessages.FileBytes, (call, tail, error) => new MessageRead(call, instance, tail, error));
        }
        else
        {
            ReadLog(instance, "");
        }
    }

    private void ReadLog(ContainerInstance instance, string otherwise)
    {
        if (TerminationMessages.FallsBack(instance))
        {
            ReadTail(instance.LogPath, TerminationMessages.LogBytes, (call, tail, error) => new LogEndRead(call, instance, tail, error));
        }
        else
        {
            Take(instance.Id, otherwise);
        }
    }

    private void ReadTail(string path, int bytes, Func<CallId, FileTail?, string?, object> answer)
    {
        var call = NextCall();
        _setup.Services.Ports.Host.ReadTailAsync(path, bytes, _host.Begin(Timers, call, "ReadTail", MessageDeadline))
            .PipeTo(Self, success: tail => answer(call, tail, null), failure: e => answer(call, null, HostCalls.Describe(e)));
    }

    private void OnMessageRead(MessageRead read)
    {
        if (read.Error is { } error)
        {
            Take(read.Instance.Id, $"Error on reading termination log {read.Instance.MessagePath}: {error}");
        }
        else if (TerminationMessages.OfFile(read.Tail) is { Length: > 0 } text)
        {
            Take(read.Instance.Id, text);
        }
        else
        {
            ReadLog(read.Instance, "");
        }
    }

    private void OnLogEndRead(LogEndRead read) => Take(
        read.Instance.Id,
        read.Error is { } error ? $"Error on reading termination message from logs: {error}" : TerminationMessages.OfLog(read.Tail));

    private void Take(string id, string message)
    {
        _reading?.Remove(id);
        var record = _record;
        if (record.Instance is { AppMessage: null } instance && instance.Id == id)
        {
            record = record with { Instance = instance with { AppMessage = message } };
        }

        if (record.Previous is { AppMessage: null } previous && previous.Id == id)
        {
            record = record with { Previous = previous with { AppMessage = message } };
        }

        Publish(record);
    }

    private sealed record FilesPrepared(CallId Call, string? Error);

    private sealed record MessageRead(CallId Call, ContainerInstance Instance, FileTail? Tail, string? Error);

    private sealed record LogEndRead(CallId Call, ContainerInstance Instance, FileTail? Tail, string? Error);
}
