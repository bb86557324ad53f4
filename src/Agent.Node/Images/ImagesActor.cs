using Agent.Cri.Protocol;
using Agent.Node.Hosting;
using Agent.Node.Runtime;
using Akka.Actor;
using Microsoft.Extensions.Logging;

namespace Agent.Node.Images;

/// <summary>
/// The image queue: answers whether an image is there, pulls it where the policy says so, bounds and serialises the pulls,
/// and keeps the back-off. Requests for one image share one inspection and one pull.
/// </summary>
internal sealed partial class ImagesActor : UntypedActor, IWithTimers
{
    // A present image is not inspected again for each of a burst of pods; CreateContainer finds out if it went meanwhile.
    private static readonly TimeSpan PresenceTrusted = TimeSpan.FromSeconds(10);

    private readonly NodeServices _services;
    private readonly IActorRef _gateway;
    private readonly ILogger _log;
    private readonly TokenBucket _rate;
    private readonly int _parallel;
    private readonly SortedDictionary<string, ImageWork> _works = new(StringComparer.Ordinal);
    private readonly List<string> _queue = [];
    private readonly Dictionary<CallId, string> _calls = [];
    private readonly PullMemory _memory;
    private readonly SortedDictionary<string, (ResolvedImage Image, DateTimeOffset Seen)> _present = new(StringComparer.Ordinal);
    private readonly CallNumbers _numbers;
    private int _pulling;

    public ImagesActor(NodeServices services, IActorRef gateway, CallNumbers numbers, PullMemory memory)
    {
        _numbers = numbers;
        _memory = memory;
        _host = new Host.HostCalls(services.Options.NodeName);
        _services = services;
        _gateway = gateway;
        _log = services.Loggers.CreateLogger<ImagesActor>();
        _rate = new TokenBucket(services.Options.RegistryPullQps, services.Options.RegistryBurst);
        _parallel = services.Options.SerializeImagePulls ? 1 : services.Options.MaxParallelImagePulls ?? int.MaxValue;
    }

    public ITimerScheduler Timers { get; set; } = null!;

    public static Props Props(NodeServices services, IActorRef gateway)
    {
        // Both outlive a crash of the actor.
        var (numbers, memory) = (new CallNumbers(), new PullMemory());
        return Akka.Actor.Props.Create(() => new ImagesActor(services, gateway, numbers, memory));
    }

    private DateTimeOffset Now => _services.Time.GetUtcNow();

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case EnsureImage ensure:
                Ensure(ensure);
                break;
            case CancelImage cancel:
                Cancel(cancel.Id);
                break;
            case CriReply reply when _calls.Remove(reply.Id, out var key) && _works.TryGetValue(key, out var work):
                Take(work, reply);
                break;
            case CriReply:
                break;
            case CredentialsRead read when _host.End(Timers, read.Call):
                OnCredentialsRead(read);
                break;
            case CredentialsRead:
                break;
            case Host.HostCallOverdue overdue:
                _host.GiveUp(overdue);
                break;
            case PullIsLong slow:
                OnPullIsLong(slow);
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    protected override void PostStop()
    {
        _host.CancelAll();

        // Also before a restart: nobody may wait for an answer that this incarnation alone could have given.
        foreach (var work in _works.Values.ToList())
        {
            Answer(work, _ => new ImageFailure("ErrImagePull", "the image queue began anew", Now + Containers.RetryBackoff.First));
            if (work.Stage == ImageStage.Pulling)
            {
                // The next incarnation must find its bound of pulls kept.
                _gateway.Tell(new CancelCriCall(work.PullCall));
            }
        }
    }

    private void Ensure(EnsureImage ensure)
    {
        if (ImageName.Parse(ensure.Image) is not { } name)
        {
            Sender.Tell(new ImageReply(ensure.Id, null, new ImageFailure(
                "InvalidImageName", $"Failed to apply default image tag \"{ensure.Image}\": couldn't parse image name", Now + PullBackoff.Base)));
            return;
        }

        var policy = ensure.PullPolicy.Length > 0 ? ensure.PullPolicy : name.DefaultPolicy;
        var request = new ImageRequest(ensure, policy, Sender);
        if (policy != "Always" && _present.TryGetValue(name.Text, out var present) && Now - present.Seen < PresenceTrusted)
        {
            Sender.Tell(new ImageReply(ensure.Id, present.Image, null));
            return;
        }

        if (policy == "Always" && BackedOff(request) is { } failure)
        {
            Sender.Tell(new ImageReply(ensure.Id, null, failure));
            return;
        }

        // A request that must ask the registry does not share the answer of one that need not.
        // Nor do requests with different credentials.
        var key = (policy == "Always" ? "pull " + name.Text : name.Text) + (ensure.CredentialSource.Length == 0 ? "" : " with " + ensure.CredentialSource);
        if (_works.TryGetValue(key, out var work))
        {
            work.Requests.Add(request);
            if (work.Stage == ImageStage.Queued)
            {
                TellPositions();
            }

            return;
        }

        work = new ImageWork(key, name.Text);
        work.Requests.Add(request);
        _works.Add(key, work);
        if (policy == "Always")
        {
            Enqueue(work);
        }
        else
        {
            Inspect(work);
        }
    }

    private void Inspect(ImageWork work)
    {
        work.Stage = ImageStage.Inspecting;
        Call(work, CriMethod.ImageStatus, new ImageStatusRequest { Image = new ImageSpec { Image = work.Image } });
    }

    private void Take(ImageWork work, CriReply reply)
    {
        switch (reply.Method)
        {
            case CriMethod.PullImage:
                Timers.Cancel((nameof(PullIsLong), work.Key));
                GiveBackSlot(work);
                OnPulled(work, reply);
                StartPulls();
                break;
            case CriMethod.ImageStatus:
                OnInspected(work, reply);
                break;
        }
    }

    private void OnInspected(ImageWork work, CriReply reply)
    {
        if (reply.Failure is { } failure)
        {
            Answer(work, r => new ImageFailure("ImageInspectError", $"Failed to inspect image \"{r.Ensure.Image}\": {failure.Message}", Now + PullBackoff.Base));
            return;
        }

        if (reply.As<ImageStatusResponse>().Image is { Id.Length: > 0 } image)
        {
            var resolved = new ResolvedImage(image.Id, image.Uid?.Value, image.Username, work.Pulled ?? "already present on machine");
            _present[work.Image] = (resolved, Now);
            Answer(work, resolved);
            return;
        }

        if (work.Pulled is not null)
        {
            Answer(work, r => Fail(r, "ErrImagePull", "the image was pulled, yet the runtime does not have it"));
            return;
        }

        // Not there: those that never pull are told so, those in back-off too, the rest pull.
        foreach (var request in work.Requests.ToList())
        {
            var refused = request.Policy == "Never"
                ? new ImageFailure("ErrImageNeverPull", $"Container image \"{request.Ensure.Image}\" is not present with pull policy of Never", Now + PullBackoff.Base)
                : BackedOff(request);
            if (refused is not null)
            {
                work.Requests.Remove(request);
                request.Caller.Tell(new ImageReply(request.Ensure.Id, null, refused));
            }
        }

        if (work.Requests.Count == 0)
        {
            _works.Remove(work.Key);
            return;
        }

        Enqueue(work);
    }

    private void Enqueue(ImageWork work)
    {
        work.Stage = ImageStage.Queued;
        _queue.Add(work.Key);
        StartPulls();
        TellPositions();
    }

    private void StartPulls()
    {
        while (_pulling < _parallel && _queue.Count > 0)
        {
            var work = _works[_queue[0]];
            _queue.RemoveAt(0);
            if (!_rate.TryTake(Now))
            {
                Answer(work, r => Fail(r, "ErrImagePull", "pull QPS exceeded"));
                continue;
            }

            work.Stage = ImageStage.Pulling;
            work.PullBegun = _services.Time.GetTimestamp();
            work.HoldsSlot = true;
            _pulling++;
            LogPulling(work.Image);
            work.Asked = work.Requests[0].Ensure;
            PullWithCredentials(work);
            Progress(work, "pulling");
        }

        TellPositions();
    }

    private void Pull(ImageWork work)
    {
        var asked = work.Asked!;
        var spec = new ImageSpec { Image = work.Image, UserSpecifiedImage = asked.Image };
        spec.Annotations.Add(new Dictionary<string, string>(asked.Annotations, StringComparer.Ordinal));
        var request = new PullImageRequest { Image = spec, SandboxConfig = asked.SandboxConfig };
        if (work.Credential < asked.Credentials.Count)
        {
            request.Auth = asked.Credentials[work.Credential];
        }

        work.PullCall = Call(work, CriMethod.PullImage, request, _services.Options.PullDeadline);
    }

    /// <summary>A pull that hangs must not hold up the others: it goes on, beside them.</summary>
    private void OnPullIsLong(PullIsLong slow)
    {
        if (!_works.TryGetValue(slow.Key, out var work) || work.PullCall != slow.Call)
        {
            return;
        }

        var minutes = _services.Options.PullSlotHold.TotalMinutes;
        GiveBackSlot(work);
        LogPullIsLong(work.Image, minutes);
        Progress(work, $"pulling for more than {minutes:0.#} min, others no longer wait for it");
        GiveUpIfUnwanted(work);
        StartPulls();
    }

    private void GiveBackSlot(ImageWork work)
    {
        if (work.HoldsSlot)
        {
            work.HoldsSlot = false;
            _pulling--;
        }
    }

    /// <summary>A long pull that nobody waits for any more is given up, so that it can be begun afresh.</summary>
    private void GiveUpIfUnwanted(ImageWork work)
    {
        if (work is { Stage: ImageStage.Pulling, HoldsSlot: false, Requests.Count: 0 })
        {
            _gateway.Tell(new CancelCriCall(work.PullCall));
        }
    }

    private void OnPulled(ImageWork work, CriReply reply)
    {
        var elapsed = _services.Time.GetElapsedTime(work.PullBegun);
        if (reply.Failure is { } failure)
        {
            LogPullFailed(work.Image, failure.Message);
            work.Errors.Add(failure.Message);
            if (++work.Credential < work.Asked!.Credentials.Count && work.Requests.Count > 0)
            {
                // Other credentials fit as well; the place in the order of pulls stays.
                work.HoldsSlot = true;
                _pulling++;
                Pull(work);
                Timers.StartSingleTimer((nameof(PullIsLong), work.Key), new PullIsLong(work.Key, work.PullCall), _services.Options.PullSlotHold);
                return;
            }

            var message = string.Join("; ", work.Errors.Distinct(StringComparer.Ordinal));
            Answer(work, r => Fail(r, PullErrors.Reason(failure.Message), $"{PullErrors.Prefix}\"{r.Ensure.Image}\": {message}"));
            return;
        }

        if (reply.As<PullImageResponse>().ImageRef.Length == 0)
        {
            Answer(work, r => Fail(r, "ErrImagePull", "the runtime returned an empty image reference"));
            return;
        }

        work.Pulled = $"pulled in {elapsed.TotalSeconds:0.###} s";
        LogPulled(work.Image, elapsed.TotalSeconds);
        Inspect(work);
    }

    private ImageFailure Fail(ImageRequest request, string reason, string message)
    {
        var key = Key(request);
        var backoff = _memory.Backoffs[key] = PullBackoff.AfterFailure(_memory.Backoffs.GetValueOrDefault(key), Now);
        _memory.LastErrors[key] = message;
        return new ImageFailure(reason, message, backoff.Until);
    }

    private ImageFailure? BackedOff(ImageRequest request)
    {
        var key = Key(request);
        if (!_memory.Backoffs.TryGetValue(key, out var backoff))
        {
            return null;
        }

        if (Now - backoff.FailedAt > PullBackoff.ForgetAfter)
        {
            _memory.Backoffs.Remove(key);
            _memory.LastErrors.Remove(key);
            return null;
        }

        return backoff.Until <= Now
            ? null
            : new ImageFailure("ImagePullBackOff", $"Back-off pulling image \"{request.Ensure.Image}\": {_memory.LastErrors.GetValueOrDefault(key)}", backoff.Until);
    }

    private void Answer(ImageWork work, ResolvedImage image)
    {
        _works.Remove(work.Key);
        foreach (var request in work.Requests)
        {
            request.Caller.Tell(new ImageReply(request.Ensure.Id, image, null));
        }
    }

    private void Answer(ImageWork work, Func<ImageRequest, ImageFailure> failure)
    {
        _works.Remove(work.Key);
        foreach (var request in work.Requests)
        {
            request.Caller.Tell(new ImageReply(request.Ensure.Id, null, failure(request)));
        }
    }

    private void Cancel(CallId id)
    {
        foreach (var work in _works.Values)
        {
            work.Requests.RemoveAll(r => r.Caller.Equals(Sender) && r.Ensure.Id == id);
        }

        foreach (var work in _works.Values.Where(w => w.Requests.Count == 0 && w.Stage == ImageStage.Queued).ToList())
        {
            _queue.Remove(work.Key);
            _works.Remove(work.Key);
        }

        foreach (var work in _works.Values)
        {
            GiveUpIfUnwanted(work);
        }

        // What CreateContainer could not use may be gone: look again next time.
        _present.Clear();
    }

    private void TellPositions()
    {
        var ahead = _works.Values.Where(w => w.HoldsSlot).MinBy(w => w.PullBegun)?.Image;
        for (var i = 0; i < _queue.Count; i++)
        {
            Progress(_works[_queue[i]], $"place {i + 1} in the pull queue, behind {ahead}");
        }
    }

    private static void Progress(ImageWork work, string text)
    {
        if (work.Told != text)
        {
            work.Told = text;
            foreach (var request in work.Requests)
            {
                request.Caller.Tell(new ImageProgress(request.Ensure.Id, text));
            }
        }
    }

    private CallId Call(ImageWork work, CriMethod method, Google.Protobuf.IMessage request, TimeSpan? deadline = null)
    {
        var id = new CallId(0, _numbers.Next());
        _calls.Add(id, work.Key);
        _gateway.Tell(new CriCall(id, method, Lanes.None, request, deadline));
        return id;
    }

    // Other credentials may well succeed: they begin without a back-off.
    private static string Key(ImageRequest request) => $"{request.Ensure.PodUid}_{request.Ensure.Image} {request.Ensure.CredentialSource}";

    private enum ImageStage
    {
        Inspecting,
        Queued,
        Pulling,
    }

    private sealed record PullIsLong(string Key, CallId Call);

    private sealed record ImageRequest(EnsureImage Ensure, string Policy, IActorRef Caller);

    private sealed class ImageWork(string key, string image)
    {
        public string Key { get; } = key;

        public string Image { get; } = image;

        public ImageStage Stage { get; set; }

        public List<ImageRequest> Requests { get; } = [];

        public long PullBegun { get; set; }

        public CallId PullCall { get; set; }

        /// <summary>The request that the pull is made for.</summary>
        public EnsureImage? Asked { get; set; }

        /// <summary>Which of its credentials is tried.</summary>
        public int Credential { get; set; }

        /// <summary>What the attempts said.</summary>
        public List<string> Errors { get; } = [];

        /// <summary>It counts among the pulls at once.</summary>
        public bool HoldsSlot { get; set; }

        /// <summary>How long the pull took; null: not pulled.</summary>
        public string? Pulled { get; set; }

        public string Told { get; set; } = "";
    }
}
