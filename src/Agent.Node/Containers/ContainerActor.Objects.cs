using Agent.Cri.Protocol;
using Agent.Kubernetes;
using Agent.Node.Cluster;
using Agent.Node.Events;
using Agent.Node.Images;
using Akka.Actor;

namespace Agent.Node.Containers;

/// <summary>What a container takes from the cluster before its image is asked for: ConfigMaps, Secrets, services.</summary>
internal sealed partial class ContainerActor
{
    private ClusterObjects _objects = ClusterObjects.None;

    private void ReadObjects()
    {
        if (_setup.Cluster.IsNobody())
        {
            AskImage();
            return;
        }

        var keys = ObjectReferences.Of(_target!.Pod, _target.Container);
        _awaited = NextCall();
        _setup.Cluster.Tell(new ReadObjects(_awaited, keys, Follow: true));
        if (!keys.IsEmpty)
        {
            Publish(_record with { Message = "waits for " + string.Join(", ", keys) });
        }
    }

    private void OnObjectsRead(ObjectsRead read)
    {
        _objects = read.Objects;
        if (_objects.Services is null && !Sources.PodOrigins.IsStatic(_target!.Pod))
        {
            Fail("CreateContainerConfigError", "services have not yet been read at least once, cannot construct envvars", null);
            return;
        }

        AskImage();
    }

    /// <summary>What a start failed for may have been put right: a pull secret, or an object of the environment.</summary>
    private void OnObjectsChanged()
    {
        if (_target is not null && !_halted && _record is
            {
                Phase: ContainerPhase.Failed,
                Reason: "ErrImagePull" or "ImagePullBackOff" or "RegistryUnavailable" or "SignatureValidationFailed" or "CreateContainerConfigError",
            })
        {
            Timers.Cancel(Due.Instance);
            Timers.Cancel(ShowBackOff.Instance);
            Launch(LastExit());
        }
    }

    private void OnShowBackOff()
    {
        if (_record is { Phase: ContainerPhase.Failed, Reason: "ErrImagePull" })
        {
            var waiting = new StartFailure("ImagePullBackOff", $"Back-off pulling image \"{_target?.Container.Image}\": {_record.Message}");
            Publish(_record with { Reason = waiting.Reason, Message = waiting.Message, Failure = waiting });
            EventOfImageFailure(waiting.Reason, waiting.Message);
        }
    }

    private void AskImage()
    {
        var target = _target!;
        var credentials = Credentials(target.Pod, target.Container.Image ?? "");
        _awaited = NextCall();
        _setup.Images.Tell(new EnsureImage(
            _awaited, _setup.PodUid, target.Container.Image ?? "", target.Container.ImagePullPolicy ?? "", target.SandboxConfig,
            target.Pod.Metadata.Annotations ?? ContainerSetup.NoAnnotations)
        {
            Credentials = credentials,
            CredentialSource = credentials.Count == 0
                ? ""
                : string.Join(',', ObjectReferences.PullSecrets(target.Pod).Select(s => $"{s.Namespace}/{s.Name}")) + " " + PullCredentials.Fingerprint(credentials),
        });
    }

    private IReadOnlyList<AuthConfig> Credentials(V1Pod pod, string image)
    {
        var keys = ObjectReferences.PullSecrets(pod).ToList();
        if (keys.Count == 0)
        {
            return [];
        }

        var secrets = keys.Select(k => _objects[k].Secret).OfType<V1Secret>().ToList();
        var credentials = PullCredentials.For(image, secrets, out var unusable);
        var missing = keys.Where(k => _objects[k].Secret is null).Select(k => k.Name).Concat(unusable).ToList();
        if (missing.Count > 0)
        {
            PodEvent(
                EventKind.Warning,
                "FailedToRetrieveImagePullSecret",
                $"Unable to retrieve some image pull secrets ({string.Join(", ", missing)}); attempting to pull the image may not succeed.");
        }

        return credentials;
    }

    private void OnImage(ImageReply reply)
    {
        if (reply.Failure is { } failure)
        {
            EventOfImageFailure(failure.Reason, failure.Message);
            Fail(failure.Reason, failure.Message, failure.RetryAt);
            if (failure.Reason == "ErrImagePull")
            {
                Timers.StartSingleTimer(ShowBackOff.Instance, ShowBackOff.Instance, TimeSpan.FromSeconds(1));
            }

            return;
        }

        _image = reply.Image;
        EventOfImage(reply.Image!);
        Create();
    }
}
