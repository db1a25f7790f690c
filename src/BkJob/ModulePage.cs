namespace BkJob;

/// <summary>The page of the module: the target of <c>Get-Help -Online</c>.</summary>
internal static class ModulePage
{
    /// <summary>The address; equal to ProjectUri of the manifest.</summary>
    public const string Address = "https://www.powershellgallery.com/packages/BkJob";
}
