using Agent.Cri.Protocol;
using Agent.Kubernetes;
using Agent.Node.Cluster;
using Agent.Node.Configuration;
using Agent.Node.Containers;
using Agent.Node.Host;
using Agent.Node.Host.Volumes;
using Agent.Node.Images;
using Akka.Actor;

namespace Agent.Node.Volumes;

/// <summary>What a volume is made from that has to be asked for first: objects, tokens, a claim, an image.</summary>
internal sealed partial class VolumeActor
{
    // Where changes are not watched for they are looked for as often as the kubelet syncs a pod (syncFrequency, 1 min).
    private static readonly TimeSpan RefreshPeriod = TimeSpan.FromMinutes(1);

    private readonly SortedDictionary<string, VolumeToken> _tokens = new(StringComparer.Ordinal);
    private ClusterObjects _objects = ClusterObjects.None;
    private FilePart.Token? _tokenAwaited;

    private void ReadFiles(VolumeSource.Files files)
    {
        var keys = VolumeContent.Keys(files, _pod);
        if (_setup.Cluster.IsNobody())
        {
            if (!keys.IsEmpty || files.Parts.Any(p => p is FilePart.Token))
            {
                Fail("its content comes from the API server, which this node has none of", canRetry: false);
                return;
            }

            NextToken(files);
            return;
        }

        _awaited = NextCall();
        _setup.Cluster.Tell(new ReadObjects(_awaited, keys, Follow: true));
        Enter(VolumePhase.Preparing, keys.IsEmpty ? "what the node offers" : string.Join(", ", keys));
    }

    private void OnObjects(ClusterObjects objects)
    {
        _awaited = default;
        if (_source is VolumeSource.Image image)
        {
            AskImage(image, objects);
            return;
        }

        _objects = objects;
        NextToken((VolumeSource.Files)_source);
    }

    /// <summary>Asks for the first token that is missing or due; writes the files when there is none.</summary>
    private void NextToken(VolumeSource.Files files)
    {
        var due = files.Parts.OfType<FilePart.Token>()
            .FirstOrDefault(t => !_tokens.TryGetValue(t.Path, out var token) || TokenRefresh.DueAt(token) <= Now);
        if (due is null)
        {
            WriteFiles(files);
            return;
        }

        _tokenAwaited = due;
        _awaited = NextCall();
        _setup.Cluster.Tell(new RequestToken(
            _awaited, _pod.Namespace(), _pod.Spec.ServiceAccountName ?? "default", _pod.Name(), _setup.PodUid, due.Audience, due.Seconds));
        Enter(VolumePhase.Preparing, $"a token of service account {_pod.Spec.ServiceAccountName}");
    }

    private void OnToken(TokenIssued issued)
    {
        _awaited = default;
        var part = _tokenAwaited!;
        _tokenAwaited = null;
        if (issued.Error is { } error)
        {
            Fail(error);
            return;
        }

        _tokens[part.Path] = new VolumeToken(issued.Token, Now, issued.Expires);
        NextToken((VolumeSource.Files)_source);
    }

    private void WriteFiles(VolumeSource.Files files)
    {
        var built = VolumeContent.Build(files, _pod, _objects, _tokens);
        if (built.Config is not { } content)
        {
            Fail(built.Error);
            return;
        }

        var directory = Directory(files);
        var memory = files.InMemory ? EmptyDirSource.MemoryOptions(_pod, null, _setup.Services.Options.MemoryCapacity) : null;
        _record = _record with { IsReadOnly = true };
        MakeOnHost(
            "WriteFiles",
            HostCalls.Deadline,
            directory,
            token => _setup.Services.Ports.Host.WriteFilesAsync(
                new FilesSetup(_podDirectory, directory, memory, content, Owner(readOnly: true)), token));
    }

    /// <summary>Sets the timer of the next refresh; returns when it is due.</summary>
    private DateTimeOffset? ScheduleRefresh()
    {
        if (_source is not VolumeSource.Files files)
        {
            return null;
        }

        DateTimeOffset? due = _tokens.Count > 0 ? _tokens.Values.Min(TokenRefresh.DueAt) : null;
        if (_setup.Services.Options.ChangeDetection != ChangeDetectionStrategy.Watch && !VolumeContent.Keys(files, _pod).IsEmpty
            && (due is null || due > Now + RefreshPeriod))
        {
            due = Now + RefreshPeriod;
        }

        if (due is { } at)
        {
            Timers.StartSingleTimer(RefreshDue.Instance, RefreshDue.Instance, at > Now ? at - Now : TimeSpan.Zero);
        }

        return due;
    }

    private void ReadTheClaim(VolumeSource.Claim claim)
    {
        if (_setup.Cluster.IsNobody())
        {
            Fail("claims come from the API server, which this node has none of", canRetry: false);
            return;
        }

        _awaited = NextCall();
        _setup.Cluster.Tell(new ReadClaim(_awaited, _pod.Namespace(), claim.Name));
        Enter(VolumePhase.Preparing, $"persistentvolumeclaim \"{claim.Name}\"");
    }

    private void OnClaim(ClaimRead read)
    {
        _awaited = default;
        var resolved = ClaimResolution.Resolve((VolumeSource.Claim)_source, _pod, _setup.Name, read);
        if (resolved.Config is not { } source)
        {
            Fail(resolved.Error);
            return;
        }

        _source = source;
        Prepare();
    }

    private void EnsureImage(VolumeSource.Image image)
    {
        if (_setup.Cluster.IsNobody() || !ObjectReferences.PullSecrets(_pod).Any())
        {
            AskImage(image, ClusterObjects.None);
            return;
        }

        _awaited = NextCall();
        _setup.Cluster.Tell(new ReadObjects(_awaited, [.. ObjectReferences.PullSecrets(_pod)]));
        Enter(VolumePhase.Preparing, "the pod's pull secrets");
    }

    private void AskImage(VolumeSource.Image image, ClusterObjects objects)
    {
        var secrets = ObjectReferences.PullSecrets(_pod).ToList();
        var credentials = PullCredentials.For(image.Reference, [.. secrets.Select(k => objects[k].Secret).OfType<V1Secret>()], out _);
        _awaited = NextCall();
        _setup.Images.Tell(new EnsureImage(
            _awaited, _setup.PodUid, image.Reference, image.PullPolicy, new PodSandboxConfig(), _pod.Metadata.Annotations ?? ContainerSetup.NoAnnotations)
        {
            Credentials = credentials,
            CredentialSource = credentials.Count == 0 ? "" : string.Join(',', secrets.Select(s => $"{s.Namespace}/{s.Name}")),
        });
        Enter(VolumePhase.Preparing, $"image {image.Reference}");
    }

    private void OnImage(ImageReply reply)
    {
        _awaited = default;
        if (reply.Image is not { } image)
        {
            Fail($"{reply.Failure!.Reason}: {reply.Failure.Message}");
            return;
        }

        _record = _record with { Image = image.Ref, IsReadOnly = true };
        Ready();
    }
}
