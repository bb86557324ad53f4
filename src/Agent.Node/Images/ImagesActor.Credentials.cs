using Agent.Node.Host;
using Agent.Node.Runtime;
using Akka.Actor;

namespace Agent.Node.Images;

/// <summary>The node's own credentials: read before the first pull that could use them, and again when they are old.</summary>
internal sealed partial class ImagesActor
{
    // A pull waits for it; files that hang are left out.
    private static readonly TimeSpan CredentialsDeadline = TimeSpan.FromSeconds(5);

    private readonly NodeCredentials _nodeCredentials = new();
    private readonly List<string> _awaitingCredentials = [];
    private readonly SortedDictionary<int, KeyValuePair<string, string?>> _credentialFiles = [];
    private readonly HostCalls _host;
    private int _filesPending;

    /// <summary>Pulls with the pod's credentials, then the node's.</summary>
    private void PullWithCredentials(ImageWork work)
    {
        if (_services.Options.DockerConfigFiles.Count > 0 && _nodeCredentials.IsStale(Now))
        {
            _awaitingCredentials.Add(work.Key);
            ReadCredentials();
            return;
        }

        work.Asked = work.Asked! with { Credentials = [.. work.Asked.Credentials, .. _nodeCredentials.For(work.Image)] };
        Pull(work);
        Timers.StartSingleTimer((nameof(PullIsLong), work.Key), new PullIsLong(work.Key, work.PullCall), _services.Options.PullSlotHold);
    }

    private void ReadCredentials()
    {
        if (_filesPending > 0)
        {
            return;
        }

        _credentialFiles.Clear();
        for (var i = 0; i < _services.Options.DockerConfigFiles.Count; i++)
        {
            _filesPending++;
            var (index, path) = (i, _services.Options.DockerConfigFiles[i]);
            var call = new CallId(0, _numbers.Next());
            _services.Ports.Host.ReadTextAsync(path, _host.Begin(Timers, call, "ReadText", CredentialsDeadline))
                .PipeTo(
                    Self,
                    success: text => new CredentialsRead(call, index, path, text, null),
                    failure: e => new CredentialsRead(call, index, path, null, HostCalls.Describe(e)));
        }
    }

    private void OnCredentialsRead(CredentialsRead read)
    {
        if (read.Error is { } error)
        {
            LogCredentialsFailed(read.Path, error);
        }

        _credentialFiles[read.Index] = KeyValuePair.Create(read.Path, read.Text);
        if (--_filesPending > 0)
        {
            return;
        }

        _nodeCredentials.Take(_credentialFiles.Values, Now);
        _credentialFiles.Clear();
        foreach (var key in _awaitingCredentials.ToList())
        {
            if (_works.TryGetValue(key, out var work))
            {
                PullWithCredentials(work);
            }
        }

        _awaitingCredentials.Clear();
    }

    /// <summary>Names nothing of the content, which is secret.</summary>
    private sealed record CredentialsRead(CallId Call, int Index, string Path, string? Text, string? Error)
    {
        public override string ToString() => $"{Path} read";
    }
}
