package main

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"fmt"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"time"
)

// Longer than the look-ahead of Kueue's certificate rotation (90 days), or it would replace them at once.
const lifetime = 365 * 24 * time.Hour

type certificateRequest struct {
	CommonName    string   `json:"commonName"`
	Organizations []string `json:"organizations"`
	DNSNames      []string `json:"dnsNames"`
	Addresses     []string `json:"addresses"`
}

// authority is the certificate authority of one cluster; its files stand in the folder "pki".
type authority struct {
	folder      string
	key         *rsa.PrivateKey
	certificate *x509.Certificate
}

func newAuthority(clusterFolder string) (*authority, error) {
	folder := filepath.Join(clusterFolder, "pki")
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return nil, err
	}
	// Kueue's certificate rotation reads its authority's key in this form only.
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		return nil, err
	}
	template := &x509.Certificate{
		Subject: pkix.Name{CommonName: "test-cluster"},
		// Kueue's certificate rotation accepts an authority of this name as its own.
		DNSNames:              []string{"kueue-ca"},
		IsCA:                  true,
		BasicConstraintsValid: true,
		KeyUsage:              x509.KeyUsageCertSign | x509.KeyUsageDigitalSignature | x509.KeyUsageCRLSign,
	}
	made := &authority{folder: folder, key: key, certificate: template}
	der, err := made.sign(template, &key.PublicKey)
	if err != nil {
		return nil, err
	}
	if made.certificate, err = x509.ParseCertificate(der); err != nil {
		return nil, err
	}
	return made, made.write("ca", der, "RSA PRIVATE KEY", x509.MarshalPKCS1PrivateKey(key))
}

// issue makes a key and a certificate for it, for servers and clients alike.
func (a *authority) issue(name string, request certificateRequest) error {
	if name == "" || name != filepath.Base(name) {
		return fmt.Errorf("%q is no name of a certificate", name)
	}
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return err
	}
	template := &x509.Certificate{
		Subject:     pkix.Name{CommonName: request.CommonName, Organization: request.Organizations},
		DNSNames:    request.DNSNames,
		KeyUsage:    x509.KeyUsageDigitalSignature,
		ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth, x509.ExtKeyUsageClientAuth},
	}
	for _, text := range request.Addresses {
		address := net.ParseIP(text)
		if address == nil {
			return fmt.Errorf("addresses: %q is no IP address", text)
		}
		template.IPAddresses = append(template.IPAddresses, address)
	}
	der, err := a.sign(template, &key.PublicKey)
	if err != nil {
		return err
	}
	keyBytes, err := x509.MarshalECPrivateKey(key)
	if err != nil {
		return err
	}
	return a.write(name, der, "EC PRIVATE KEY", keyBytes)
}

func (a *authority) sign(template *x509.Certificate, public crypto.PublicKey) ([]byte, error) {
	serial, err := rand.Int(rand.Reader, new(big.Int).Lsh(big.NewInt(1), 120))
	if err != nil {
		return nil, err
	}
	template.SerialNumber = serial
	template.NotBefore = time.Now().Add(-time.Minute)
	template.NotAfter = time.Now().Add(lifetime)
	return x509.CreateCertificate(rand.Reader, template, a.certificate, public, a.key)
}

func (a *authority) write(name string, certificate []byte, keyType string, key []byte) error {
	for file, block := range map[string]*pem.Block{
		name + ".crt": {Type: "CERTIFICATE", Bytes: certificate},
		name + ".key": {Type: keyType, Bytes: key},
	} {
		if err := os.WriteFile(filepath.Join(a.folder, file), pem.EncodeToMemory(block), 0o600); err != nil {
			return err
		}
	}
	return nil
}
