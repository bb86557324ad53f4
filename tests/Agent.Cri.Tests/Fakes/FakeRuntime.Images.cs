using System.Security.Cryptography;
using System.Text;
using Agent.Cri.Protocol;

namespace Agent.Cri.Tests.Fakes;

public sealed partial class FakeRuntime
{
    /// <summary>Puts an image on the node, as a pull of it would.</summary>
    /// <returns>Its ID.</returns>
    public string AddImage(string reference, ulong bytes = 1_000_000)
    {
        var digest = "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(reference)));
        lock (_lock)
        {
            _images[digest] = new Image
            {
                Id = digest,
                RepoTags = { reference },
                Size = bytes,
                Spec = new ImageSpec { Image = reference },
            };
        }

        return digest;
    }

    internal PullImageResponse PullImage(PullImageRequest request) => new() { ImageRef = AddImage(request.Image.Image) };

    internal ListImagesResponse ListImages(ListImagesRequest request)
    {
        lock (_lock)
        {
            var wanted = request.Filter?.Image?.Image ?? "";
            return new ListImagesResponse { Images = { _images.Values.Where(image => wanted.Length == 0 || Is(image, wanted)) } };
        }
    }

    internal ImageStatusResponse ImageStatus(ImageStatusRequest request)
    {
        lock (_lock)
        {
            return new ImageStatusResponse { Image = _images.Values.FirstOrDefault(image => Is(image, request.Image.Image)) };
        }
    }

    internal RemoveImageResponse RemoveImage(RemoveImageRequest request)
    {
        lock (_lock)
        {
            foreach (var image in _images.Values.Where(image => Is(image, request.Image.Image)).ToList())
            {
                _images.Remove(image.Id);
            }

            return new RemoveImageResponse();
        }
    }

    internal ImageFsInfoResponse ImageFsInfo(ImageFsInfoRequest _)
    {
        lock (_lock)
        {
            var used = _images.Values.Aggregate(0UL, (sum, image) => sum + image.Size);
            return new ImageFsInfoResponse
            {
                ImageFilesystems =
                {
                    new FilesystemUsage
                    {
                        Timestamp = Now(),
                        FsId = new FilesystemIdentifier { Mountpoint = "/var/lib/fake" },
                        UsedBytes = new UInt64Value { Value = used },
                        InodesUsed = new UInt64Value { Value = (ulong)_images.Count },
                    },
                },
            };
        }
    }

    private static bool Is(Image image, string reference) => image.Id == reference || image.RepoTags.Contains(reference);
}
